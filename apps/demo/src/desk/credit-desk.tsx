import { useState } from 'react'
import type { ApplicantFile } from '../applicants/applicant.ts'
import { generateApplicant } from '../applicants/generate-applicant.ts'
import { toApplicant } from '../applicants/to-applicant.ts'
import { newReference } from '../form/new-reference.ts'
import { creditHooks } from '../shadow/credit-hooks.ts'
import { ApplicantForm } from './applicant-form.tsx'
import { DecisionCard } from './decision-card.tsx'

/** The app that its users see. */
export function CreditDesk({ firstFile }: { firstFile: ApplicantFile }) {
  const [file, setFile] = useState(firstFile)
  const [fileNumber, setFileNumber] = useState(1)
  const [edited, setEdited] = useState(false)
  const [ask, setAsk] = useState<() => void>()
  const { predict, reset, ...decision } = creditHooks.useShadowPredict()

  const decide = (decided: ApplicantFile): void => {
    const applicant = toApplicant(decided)
    const options = { reference: newReference(), subject: `customer-${fileNumber}` }
    const askOnce = () => void predict(applicant, options)
    setAsk(() => askOnce)
    setEdited(false)
    askOnce()
  }

  const next = (): void => {
    setFile(generateApplicant(Math.random))
    setFileNumber(fileNumber + 1)
    reset()
  }

  return (
    <main className="desk">
      <DecisionCard decision={decision} edited={edited} onRetry={ask} />
      <section className="card" aria-labelledby="file-heading">
        <h2 id="file-heading">Customer file {fileNumber}</h2>
        <ApplicantForm
          key={fileNumber}
          file={file}
          busy={decision.isPending}
          onChange={() => setEdited(true)}
          onDecide={decide}
          onNext={next}
        />
      </section>
    </main>
  )
}
