import type { Plan } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { isObject } from '../guard/is-object.ts'

const DAY_MS = 86_400_000
const MAX_BOUNDS = 50

/** `[default, min, max]` of a number, whole where `max` is more than 1; or `[default, choices]`. */
type Field = [fallback: unknown, min: number, max: number] | [fallback: unknown, choices: unknown[]]

/** The same as protocol's `PlanSchema`, without its weight. What has no default must be there. */
const FIELDS: Record<Exclude<keyof Plan, 'bounds'>, Field> = {
  serve: [undefined, ['live', 'candidate']],
  shadowRate: [undefined, 0, 1],
  timeoutMs: [10_000, 1, 600_000],
  startWithinMs: [2_000, 1, 600_000],
  maxInFlight: [2, 1, 5],
  maxRecordLength: [262_144, 1, 4_194_304],
  maxQueuedPairs: [10_000, 1, 1_000_000],
  maxQueuedLength: [20_000_000, 1, 1_000_000_000],
  maxAgeMs: [7 * DAY_MS, 1, 366 * DAY_MS],
  whenOff: ['keep', ['keep', 'discard']],
  noiseRate: [0, 0, 1],
  maxRequestsPerMinute: [30_000, 1, 1_000_000],
  maxBytesPerMinute: [100_000_000, 1, 1_000_000_000],
  whenSlow: ['skip', ['skip', 'run']],
  whenHidden: ['skip', ['skip', 'run']],
  breakAfterFailures: [10, 1, 1_000],
  breakForMs: [30_000, 1, 300_000],
  breakOnBounds: [false, [true, false]],
}

/**
 * Fills in the defaults of a plan from options, the cache or a flag.
 * Throws `InvalidOptionError` that names the field; unknown fields are ignored, so that an old SDK reads a newer plan.
 * The bounds are only counted here: `completeBounds` reads them, once the background is there.
 */
export function completePlan(given: unknown, path: string): Plan {
  if (!isObject(given)) throw new InvalidOptionError(path, 'a plan')
  const { bounds = [] } = given
  const plan: Record<string, unknown> = { bounds }
  const check = (holds: boolean, name: string, expected: string) => {
    if (!holds) throw new InvalidOptionError(`${path}.${name}`, expected)
  }
  check(Array.isArray(bounds) && bounds.length <= MAX_BOUNDS, 'bounds', `at most ${MAX_BOUNDS} bounds`)
  for (const [name, [fallback, min, max = 1]] of Object.entries(FIELDS)) {
    const value = (plan[name] = given[name] === undefined ? fallback : given[name])
    if (typeof min === 'object') check(min.includes(value), name, min.join(' or '))
    else {
      const fits = typeof value === 'number' && value >= min && value <= max && (max === 1 || value % 1 === 0)
      check(fits, name, `a ${max > 1 ? 'whole ' : ''}number from ${min} to ${max}`)
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field was taken
  return plan as unknown as Plan
}
