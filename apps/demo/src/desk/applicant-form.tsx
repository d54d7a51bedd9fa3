import { useState } from 'react'
import type { ApplicantFile } from '../applicants/applicant.ts'
import { toApplicant } from '../applicants/to-applicant.ts'
import { formatShare } from '../form/format.ts'
import { readApplicantForm } from '../form/read-applicant-form.ts'
import { CustomerFields } from './customer-fields.tsx'
import { RepaymentFields } from './repayment-fields.tsx'
import { StatementFields } from './statement-fields.tsx'

interface ApplicantFormProps {
  file: ApplicantFile
  busy: boolean
  onChange: () => void
  onDecide: (file: ApplicantFile) => void
  onNext: () => void
}

/** The form of a customer's file. A new `key` loads another file. */
export function ApplicantForm({ file, busy, onChange, onDecide, onNext }: ApplicantFormProps) {
  const [current, setCurrent] = useState(file)
  const derived = toApplicant(current)

  const onInput = (form: HTMLFormElement): void => {
    onChange()
    // While a number is incomplete, the derived values stay those of the last complete file.
    if (form.checkValidity()) setCurrent(readApplicantForm(new FormData(form)))
  }

  return (
    <form
      className="applicant"
      onInput={event => onInput(event.currentTarget)}
      onSubmit={event => {
        event.preventDefault()
        onDecide(readApplicantForm(new FormData(event.currentTarget)))
      }}
    >
      <CustomerFields file={file} />
      <RepaymentFields status={file.status} />
      <StatementFields file={file}>
        Uses <strong>{formatShare(derived.UTILISATION)}</strong> of the limit, spends{' '}
        <strong>{formatShare(derived.SPENDING_SHARE)}</strong> of it a month.
      </StatementFields>
      <div className="actions">
        <button type="submit" className="primary" aria-disabled={busy}>
          Decide
        </button>
        <button type="button" onClick={onNext}>
          Next applicant
        </button>
      </div>
    </form>
  )
}
