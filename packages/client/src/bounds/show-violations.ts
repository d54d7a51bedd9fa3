import type { Bound, BoundViolation, Side } from '@shadow-mode/protocol'
import { violations } from './violations.ts'

const outputOf = (side: Side) => (side.status === 'ok' ? side.output : undefined)

/**
 * What of the violations a pair may hold: a value that `record.output` left out of the sides is `null` here too. The
 * plan comes from afar and must not reach what the app chose to keep to itself.
 */
export function showViolations(
  found: readonly BoundViolation[],
  bounds: readonly Bound[],
  live: Side,
  candidate: Side,
): BoundViolation[] {
  const recorded = found.length > 0 ? violations(bounds, outputOf(candidate), outputOf(live)) : []
  const isRecorded = ({ id, value }: BoundViolation) =>
    recorded.some(other => other.id === id && other.value === value)
  return found.map(one => (isRecorded(one) ? one : { ...one, value: null }))
}
