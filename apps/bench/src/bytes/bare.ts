import { applicant } from '../applicant.ts'
import { askBare } from '../ask-bare.ts'

await askBare(applicant('bytes'))
document.title = 'answered'
