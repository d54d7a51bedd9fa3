import type { ApplicantFile } from '../applicants/applicant.ts'
import { MONTHS, STATUS_LABELS } from '../form/labels.ts'
import { FieldGroup, SelectField } from './fields.tsx'

export function RepaymentFields({ status }: Pick<ApplicantFile, 'status'>) {
  return (
    <FieldGroup legend="Repayment, last five months">
      <div className="fields">
        {MONTHS.map((month, index) => (
          <SelectField
            key={month}
            name={`status${index}`}
            label={month}
            defaultValue={status[index] ?? 0}
            options={STATUS_LABELS}
          />
        ))}
      </div>
    </FieldGroup>
  )
}
