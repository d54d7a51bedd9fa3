import { applicant } from '../applicant.ts'
import { createClient } from '../create-client.ts'

const client = createClient()
await client.predict(applicant('bytes'))
document.title = 'answered'
