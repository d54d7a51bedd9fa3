import type { Plan } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { isObject } from '../guard/is-object.ts'

const DAY_MS = 86_400_000

// The same limits as protocol's `PlanSchema`, without its weight. What has no default must be there.

/** `[min, max, default]`; whole numbers where `max` is more than 1. */
const NUMBERS: Record<string, [number, number, number?]> = {
  shadowRate: [0, 1],
  timeoutMs: [1, 600_000, 10_000],
  startWithinMs: [1, 600_000, 2_000],
  maxInFlight: [1, 5, 2],
  maxRecordLength: [1, 10_000_000, 262_144],
  maxQueuedPairs: [1, 1_000_000, 10_000],
  maxQueuedLength: [1, 1_000_000_000, 20_000_000],
  maxAgeMs: [1, 366 * DAY_MS, 7 * DAY_MS],
  noiseRate: [0, 1, 0],
  maxRequestsPerMinute: [1, 1_000_000, 30_000],
  maxBytesPerMinute: [1, 1_000_000_000, 100_000_000],
  breakAfterFailures: [1, 1_000, 10],
  breakForMs: [1, 300_000, 30_000],
}

/** `[choices, default]` */
const CHOICES: Record<string, [unknown[], unknown?]> = {
  serve: [['live', 'candidate']],
  whenOff: [['keep', 'discard'], 'keep'],
  whenSlow: [['skip', 'run'], 'skip'],
  whenHidden: [['skip', 'run'], 'skip'],
  breakOnBounds: [[true, false], false],
}

/**
 * Fills in the defaults of a plan from options, the cache or a flag.
 * Throws `InvalidOptionError` that names the field; unknown fields are ignored, so that an old SDK reads a newer plan.
 * The bounds are only counted here: `completeBounds` reads them, once the background is there.
 */
export function completePlan(given: unknown, path: string): Plan {
  if (!isObject(given)) throw new InvalidOptionError(path, 'a plan')
  const plan: Record<string, unknown> = {}
  const take = (name: string, fallback: unknown, expected: string, fits: (value: unknown) => boolean) => {
    const value = given[name] === undefined ? fallback : given[name]
    if (!fits(value)) throw new InvalidOptionError(`${path}.${name}`, expected)
    plan[name] = value
  }
  for (const [name, [min, max, fallback]] of Object.entries(NUMBERS)) {
    const isNumber = (value: unknown) =>
      typeof value === 'number' && value >= min && value <= max && (max === 1 || value % 1 === 0)
    take(name, fallback, `a ${max > 1 ? 'whole ' : ''}number from ${min} to ${max}`, isNumber)
  }
  for (const [name, [choices, fallback]] of Object.entries(CHOICES))
    take(name, fallback, choices.join(' or '), value => choices.includes(value))
  take('bounds', [], 'at most 50 bounds', value => Array.isArray(value) && value.length <= 50)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field was taken
  return plan as unknown as Plan
}
