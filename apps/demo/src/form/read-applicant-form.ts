import type { ApplicantFile } from '../applicants/applicant.ts'
import { EDUCATION_LABELS } from './labels.ts'

/**
 * Reads the fields `limit, education, age, status0…4, bill0…2, payment0…2, meanPayment`.
 *
 * @throws {TypeError} names the field that is missing, not a number, or not one of the choices.
 */
export function readApplicantForm(form: FormData): ApplicantFile {
  const number = (name: string): number => {
    const text = form.get(name)
    const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN
    if (!Number.isFinite(value)) throw new TypeError(`${name} must be a number`)
    return value
  }
  const education = EDUCATION_LABELS.find(([value]) => value === form.get('education'))?.[0]
  if (!education) throw new TypeError('education must be one of the choices')
  return {
    limit: number('limit'),
    education,
    age: number('age'),
    status: [number('status0'), number('status1'), number('status2'), number('status3'), number('status4')],
    bills: [number('bill0'), number('bill1'), number('bill2')],
    payments: [number('payment0'), number('payment1'), number('payment2')],
    meanPayment: number('meanPayment'),
  }
}
