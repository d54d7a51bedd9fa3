import type { Bound, BoundViolation } from '@shadow-mode/protocol'
import { findViolations } from './find-violations.ts'

/** The result of a model's call: an `Answer`, or a side of a pair. */
interface Result {
  status: string
  output?: unknown
}

/** Returns the violations of the candidate's output. Empty if it has no output. `maxDifference` compares it with `live`. */
export const checkBounds = (bounds: readonly Bound[], candidate: Result, live?: Result): BoundViolation[] =>
  candidate.status === 'ok' ? findViolations(bounds, candidate.output, live?.output) : []
