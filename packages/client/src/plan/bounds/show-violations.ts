import type { Bound, BoundViolation, Side } from '@shadow-mode/protocol'
import { violationsOf } from './violations-of.ts'

/**
 * What of the violations a pair may hold: a value that `record.output` or `redact` left out of the sides is `null` here
 * too. The plan comes from afar and must not reach what the app chose to keep to itself.
 */
export function showViolations(
  found: readonly BoundViolation[],
  bounds: readonly Bound[],
  live: Side,
  candidate: Side,
): BoundViolation[] {
  const recorded = violationsOf(bounds, candidate, live)
  const isRecorded = ({ id, value }: BoundViolation) =>
    recorded.some(other => other.id === id && other.value === value)
  return found.map(one => (isRecorded(one) ? one : { ...one, value: null }))
}
