import type { Education } from '../applicants/applicant.ts'

export const EDUCATION_LABELS: readonly (readonly [Education, string])[] = [
  ['graduate', 'Graduate'],
  ['university', 'University'],
  ['high_school', 'High school'],
  ['other', 'Other'],
]

/** The label of each repayment status. */
export const STATUS_LABELS: readonly (readonly [number, string])[] = [
  [-2, 'Not used'],
  [-1, 'Paid in full'],
  [0, 'Minimum paid'],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    months => [months, months === 1 ? '1 month late' : `${months} months late`] as const,
  ),
]

/** The months of the statements in the file, the latest first. */
export const MONTHS = ['September', 'August', 'July', 'June', 'May'] as const
