import { Fragment, type ReactNode } from 'react'
import type { ApplicantFile } from '../applicants/applicant.ts'
import { MONTHS } from '../form/labels.ts'
import { FieldGroup, NumberField } from './fields.tsx'

const LARGEST_AMOUNT = 10_000_000

/** `children` are shown beside the fields. They show values that are derived from them. */
export function StatementFields({ file, children }: { file: ApplicantFile; children: ReactNode }) {
  return (
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
        <p className="derived">{children}</p>
      </div>
    </FieldGroup>
  )
}
