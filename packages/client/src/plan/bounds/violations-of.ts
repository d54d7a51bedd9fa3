import type { Bound, BoundViolation } from '@shadow-mode/protocol'
import { violations } from './violations.ts'

/** How a model's call ended, on the page or in a pair. */
interface Ended {
  status: string
  output?: unknown
}

/** The bounds that the candidate's output violates, compared with the live output. Empty if the candidate failed. */
export const violationsOf = (bounds: readonly Bound[], candidate: Ended, live?: Ended): BoundViolation[] =>
  candidate.status === 'ok' ? violations(bounds, candidate.output, live?.output) : []
