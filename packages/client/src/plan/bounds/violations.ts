import type { Bound, BoundViolation, JsonValue } from '@shadow-mode/protocol'

/** As many as a side of a pair may have. */
const MAX_VIOLATIONS = 100

/** What stands at a bound's path: one value, or one of each element. `undefined` where there is nothing. */
function leavesAt(output: unknown, path: string): unknown[] {
  let found: unknown[] = [output]
  for (const step of path === '$' ? [] : path.split('.')) {
    const [name = '', ...each] = step.split('[]')
    // Only what JSON would show: nothing inherited.
    if (name) found = found.map(it => (Object.hasOwn(Object(it), name) ? Object(it)[name] : undefined))
    for (const _ of each) found = found.flatMap(it => (it instanceof Float32Array ? [...it] : it))
  }
  return found
}

/** What of a value may stand in a pair. */
const shown = (value: unknown): JsonValue => {
  if (typeof value === 'string') return value.slice(0, 256)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'boolean' ? value : null
}

/** What of a leaf violates which limit. */
function judge(bound: Bound, leaf: unknown, live: unknown): [value: unknown, limit: JsonValue] | undefined {
  const { min, max, oneOf, maxDifference } = bound
  // Not a number: every comparison is false.
  const value = typeof leaf === 'number' ? leaf : Number.NaN
  if (min !== undefined && !(value >= min)) return [leaf, min]
  if (max !== undefined && !(value <= max)) return [leaf, max]
  if (oneOf && !(oneOf as unknown[]).includes(leaf)) return [leaf, oneOf]
  if (maxDifference === undefined || typeof live !== 'number' || Number.isNaN(live)) return undefined
  const difference = Math.abs(value - live)
  return difference <= maxDifference ? undefined : [difference, maxDifference]
}

/**
 * The bounds that a candidate's output violates; of its list at most the first 100. Without the live output no
 * difference is judged. Pure, and never throws: an output that cannot be read violates what it cannot show to keep.
 */
export function violations(
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
      // A getter threw: nothing is there.
    }
    for (const [n, leaf] of leaves.entries()) {
      const broken = judge(bound, leaf, live[n])
      if (broken) found.push({ id: bound.id, value: shown(broken[0]), limit: broken[1] })
      if (found.length === MAX_VIOLATIONS) return found
    }
  }
  return found
}
