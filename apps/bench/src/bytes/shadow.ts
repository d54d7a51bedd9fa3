import { applicant } from '../pages/applicant.ts'
import { createClient } from '../pages/create-client.ts'

const client = createClient()
await client.predict(applicant('bytes'))
document.title = 'answered'
