import { Fragment, useState } from 'react'
import type { ApplicantFile } from '../applicants/applicant.ts'
import { toApplicant } from '../applicants/to-applicant.ts'
import { formatShare } from '../form/format.ts'
import { EDUCATION_LABELS, MONTHS, STATUS_LABELS } from '../form/labels.ts'
import { readApplicantForm } from '../form/read-applicant-form.ts'
import { FieldGroup, NumberField, SelectField } from './fields.tsx'

const LARGEST_AMOUNT = 10_000_000

interface ApplicantFormProps {
  file: ApplicantFile
  busy: boolean
  onChange: () => void
  onDecide: (file: ApplicantFile) => void
  onNext: () => void
}

/** The customer's file. Give it a new `key` to load another one. */
export function ApplicantForm({ file, busy, onChange, onDecide, onNext }: ApplicantFormProps) {
  const [current, setCurrent] = useState(file)
  const derived = toApplicant(current)

  const onInput = (form: HTMLFormElement): void => {
    onChange()
    // An unfinished number has nothing to derive from yet; the last complete file stays shown.
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
      <FieldGroup legend="Customer">
        <div className="fields">
          <NumberField
            name="limit"
            label="Credit limit"
            unit="NT$"
            defaultValue={file.limit}
            min={10_000}
            max={1_000_000}
            step={10_000}
          />
          <NumberField name="age" label="Age" defaultValue={file.age} min={18} max={100} />
          <SelectField
            name="education"
            label="Education"
            defaultValue={file.education}
            options={EDUCATION_LABELS}
          />
        </div>
      </FieldGroup>

      <FieldGroup legend="Repayment, last five months">
        <div className="fields">
          {MONTHS.map((month, index) => (
            <SelectField
              key={month}
              name={`status${index}`}
              label={month}
              defaultValue={file.status[index] ?? 0}
              options={STATUS_LABELS}
            />
          ))}
        </div>
      </FieldGroup>

      <FieldGroup legend="Statements and payments">
        <div className="fields months">
          {file.bills.map((bill, index) => (
            <Fragment key={MONTHS[index]}>
              <NumberField
                name={`bill${index}`}
                label={`${MONTHS[index]} balance`}
                defaultValue={bill}
                min={-LARGEST_AMOUNT}
                max={LARGEST_AMOUNT}
              />
              <NumberField
                name={`payment${index}`}
                label={`${MONTHS[index]} paid`}
                defaultValue={file.payments[index] ?? 0}
                min={0}
                max={LARGEST_AMOUNT}
              />
            </Fragment>
          ))}
        </div>
        <div className="fields more">
          <NumberField
            name="meanPayment"
            label="Mean payment, six months"
            defaultValue={file.meanPayment}
            min={0}
            max={LARGEST_AMOUNT}
          />
          <p className="derived">
            Uses <strong>{formatShare(derived.UTILISATION)}</strong> of the limit, spends{' '}
            <strong>{formatShare(derived.SPENDING_SHARE)}</strong> of it a month.
          </p>
        </div>
      </FieldGroup>

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
