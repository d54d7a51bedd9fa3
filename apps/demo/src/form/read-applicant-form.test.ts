import { expect, test } from 'vitest'
import { readApplicantForm } from './read-applicant-form.ts'

const filled = (): FormData => {
  const form = new FormData()
  const numbers = ['status0', 'status1', 'status2', 'status3', 'status4', 'bill0', 'bill1', 'bill2']
  for (const [index, name] of [...numbers, 'payment0', 'payment1', 'payment2', 'meanPayment'].entries()) {
    form.set(name, String(index))
  }
  form.set('limit', '140000')
  form.set('age', '34')
  form.set('education', 'high_school')
  return form
}

test('reads every field', () => {
  expect(readApplicantForm(filled())).toEqual({
    limit: 140_000,
    education: 'high_school',
    age: 34,
    status: [0, 1, 2, 3, 4],
    bills: [5, 6, 7],
    payments: [8, 9, 10],
    meanPayment: 11,
  })
})

test.each([
  ['limit', ''],
  ['age', 'old'],
  ['bill1', ' '],
  ['education', 'kindergarten'],
])('names %s when it is "%s"', (name, value) => {
  const form = filled()
  form.set(name, value)
  expect(() => readApplicantForm(form)).toThrow(name)
})

test('names a field that is missing', () => {
  const form = filled()
  form.delete('payment2')
  expect(() => readApplicantForm(form)).toThrow('payment2')
})
