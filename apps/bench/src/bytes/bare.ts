import { applicant } from '../pages/applicant.ts'
import { askBare } from '../pages/ask-bare.ts'

await askBare(applicant('bytes'))
document.title = 'answered'
