import type { Bound, BoundViolation, Side } from '@shadow-mode/protocol'
import { violationsOf } from './violations-of.ts'

/**
 * Removes values from violations that the pair does not contain: if `record.output` or `redact` removed a value from the
 * sides, it becomes `null` here too. Otherwise a remote plan could reveal values that the app does not record.
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
