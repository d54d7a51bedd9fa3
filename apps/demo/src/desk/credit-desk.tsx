import type { Decision } from '@shadow-mode/model-service/encoding'
import { useShadowPrediction } from '@shadow-mode/react'
import { useState } from 'react'
import type { Applicant, ApplicantFile } from '../applicants/applicant.ts'
import { generateApplicant } from '../applicants/generate-applicant.ts'
import { toApplicant } from '../applicants/to-applicant.ts'
import { newReference } from '../form/new-reference.ts'
import { ApplicantForm } from './applicant-form.tsx'
import { DecisionCard } from './decision-card.tsx'

interface Submission {
  applicant: Applicant
  reference: string
  subject: string
}

/** The app that its users see. */
export function CreditDesk({ firstFile }: { firstFile: ApplicantFile }) {
  const [file, setFile] = useState(firstFile)
  const [fileNumber, setFileNumber] = useState(1)
  const [submission, setSubmission] = useState<Submission>()
  const [edited, setEdited] = useState(false)

  const prediction = useShadowPrediction<Applicant, Decision>(submission?.applicant, {
    subject: submission?.subject,
    reference: submission?.reference,
  })

  const decide = (decided: ApplicantFile): void => {
    setSubmission({
      applicant: toApplicant(decided),
      reference: newReference(),
      subject: `customer-${fileNumber}`,
    })
    setEdited(false)
  }

  const next = (): void => {
    setFile(generateApplicant(Math.random))
    setFileNumber(fileNumber + 1)
    setSubmission(undefined)
  }

  return (
    <main className="desk">
      <DecisionCard prediction={prediction} edited={edited} />
      <section className="card" aria-labelledby="file-heading">
        <h2 id="file-heading">Customer file {fileNumber}</h2>
        <ApplicantForm
          key={fileNumber}
          file={file}
          busy={prediction.isPending}
          onChange={() => setEdited(true)}
          onDecide={decide}
          onNext={next}
        />
      </section>
    </main>
  )
}
