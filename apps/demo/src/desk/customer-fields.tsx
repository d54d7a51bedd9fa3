import type { ApplicantFile } from '../applicants/applicant.ts'
import { EDUCATION_LABELS } from '../form/labels.ts'
import { FieldGroup, NumberField, SelectField } from './fields.tsx'

export function CustomerFields({ file }: { file: ApplicantFile }) {
  return (
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
  )
}
