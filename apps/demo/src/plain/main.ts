import { loadConfig } from '../api/demo-api.ts'
import { toApplicant } from '../applicants/to-applicant.ts'
import { formatRisk } from '../form/format.ts'
import { newReference } from '../form/new-reference.ts'
import { readApplicantForm } from '../form/read-applicant-form.ts'
import { createCreditClient } from '../shadow/create-credit-client.ts'
import { unreadFlagNote } from '../shadow/unread-flag-note.ts'
import { element } from './element.ts'
import { fillStatusChoices } from './fill-status-choices.ts'

const form = element('applicant', HTMLFormElement)
const card = form.closest('main')?.querySelector<HTMLElement>('.decision')
const headline = element('headline', HTMLElement)
const detail = element('detail', HTMLElement)
const team = element('team', HTMLElement)

const show = (tone: string, title: string, text: string): void => {
  if (card) card.dataset['tone'] = tone
  headline.textContent = title
  detail.textContent = text
}

fillStatusChoices()
const shadow = createCreditClient(await loadConfig(), 'http')
let running: AbortController | undefined

form.addEventListener('submit', async event => {
  event.preventDefault()
  running?.abort()
  const call = new AbortController()
  running = call
  show('none', 'Deciding…', '')
  try {
    const applicant = toApplicant(readApplicantForm(new FormData(form)))
    const decision = await shadow.predict(applicant, { reference: newReference(), signal: call.signal })
    const risk = `Risk of default ${formatRisk(decision.probability)}. Approved below 25%.`
    show(decision.approved ? 'approved' : 'declined', decision.approved ? 'Approved' : 'Declined', risk)
  } catch (error) {
    if (call.signal.aborted) return
    show('trouble', 'No decision: the service did not answer', String(error))
  }
})

shadow.subscribe(() => {
  const status = shadow.status()
  const { sampled, queued, delivered } = status
  const figures = `${sampled} sampled, ${queued} queued, ${delivered} delivered`
  team.textContent = `For the team: ${figures}. ${unreadFlagNote(status) ?? 'The candidate never delayed an answer.'}`
})
