import type { Bound, BoundViolation, JsonValue } from '@shadow-mode/protocol'
import { own } from '../../core/guard/own.ts'
import { jsonPart } from '../../core/values/json-part.ts'

/** The protocol's limit for one side of a pair. */
const MAX_VIOLATIONS = 100

/**
 * Returns the JSON forms of the values at a bound's path: one, or one per array element for `[]`. A missing value is
 * `undefined`. Throws if an array is too long.
 */
function leavesAt(output: unknown, path: string): unknown[] {
  let found = [jsonPart(output)]
  for (const step of path === '$' ? [] : path.split('.')) {
    const [name = '', ...each] = step.split('[]')
    // Own properties only, as in JSON.
    if (name) found = found.map(it => jsonPart(own(it, name)))
    for (const _ of each)
      found = found.flatMap(it => (Array.isArray(it) ? it.map(item => jsonPart(item)) : it))
  }
  return found
}

/** Converts a value to one that a pair may contain. */
const toRecorded = (value: unknown): JsonValue => {
  if (typeof value === 'string') return value.slice(0, 256)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'boolean' ? value : null
}

/** Returns the violating value and the first violated limit, or `undefined`. */
function checkValue(
  bound: Bound,
  leaf: unknown,
  live: unknown,
): [value: unknown, limit: JsonValue] | undefined {
  const { min, max, oneOf, maxDifference } = bound
  // With NaN every comparison is false, so a value that is not a number violates min and max.
  const value = typeof leaf === 'number' ? leaf : Number.NaN
  if (min !== undefined && !(value >= min)) return [leaf, min]
  if (max !== undefined && !(value <= max)) return [leaf, max]
  if (oneOf && !(oneOf as unknown[]).includes(leaf)) return [leaf, oneOf]
  if (maxDifference === undefined || typeof live !== 'number' || Number.isNaN(live)) return undefined
  const difference = Math.abs(value - live)
  return difference <= maxDifference ? undefined : [difference, maxDifference]
}

/**
 * Returns the first 100 violations of a candidate's output, at most one per bound and value. `maxDifference` is checked
 * only where the live output has a number. Never throws: if a getter of an output throws, or an array is too long, the
 * value counts as `undefined`.
 */
export function findViolations(
  bounds: readonly Bound[],
  output: unknown,
  liveOutput?: unknown,
): BoundViolation[] {
  const found: BoundViolation[] = []
  for (const bound of bounds) {
    let leaves: unknown[] = [undefined]
    let live: unknown[] = []
    try {
      leaves = leavesAt(output, bound.path)
      live = leavesAt(liveOutput, bound.path)
    } catch {
      // The values cannot be read. They count as `undefined`.
    }
    for (const [n, leaf] of leaves.entries()) {
      const violated = checkValue(bound, leaf, live[n])
      if (violated) found.push({ id: bound.id, value: toRecorded(violated[0]), limit: violated[1] })
      if (found.length === MAX_VIOLATIONS) return found
    }
  }
  return found
}
