import type { Bound, BoundViolation, Side } from '@shadow-mode/protocol'
import { checkBounds } from './check-bounds.ts'

/**
 * Replaces the values of violations by `null`, except those that follow from the recorded outputs. Otherwise, a remote plan
 * could reveal values that `record.output` or `redact` has removed.
 */
export function redactViolations(
  found: readonly BoundViolation[],
  bounds: readonly Bound[],
  live: Side,
  candidate: Side,
): BoundViolation[] {
  const recorded = checkBounds(bounds, candidate, live)
  const isRecorded = ({ id, value }: BoundViolation) =>
    recorded.some(violation => violation.id === id && violation.value === value)
  return found.map(violation => (isRecorded(violation) ? violation : { ...violation, value: null }))
}
