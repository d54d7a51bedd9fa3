import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import type { ApplicantFile } from './applicant.ts'
import { generateApplicant } from './generate-applicant.ts'

/** Draws `count` made-up customers, the same for the same seed. */
export function* generateApplicants(count: number, seed: number): Generator<ApplicantFile, void, undefined> {
  const random = seededRandom(seed)
  for (let index = 0; index < count; index += 1) yield generateApplicant(random)
}
