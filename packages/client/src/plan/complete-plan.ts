import type { Plan } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { isObject } from '../guard/is-object.ts'

const DAY_MS = 86_400_000

/** `[min, max, default]`, all whole numbers. The same limits as protocol's `PlanSchema`, without its weight. */
const LIMITS = {
  timeoutMs: [1, 600_000, 10_000],
  startWithinMs: [1, 600_000, 2_000],
  maxInFlight: [1, 5, 2],
  maxRecordLength: [1, 4_194_304, 262_144],
  maxQueuedPairs: [1, 1_000_000, 10_000],
  maxQueuedLength: [1, 1_000_000_000, 20_000_000],
  maxAgeMs: [1, 366 * DAY_MS, 7 * DAY_MS],
} as const

/**
 * Fills in the defaults of a plan from options, the cache or a flag.
 * Throws `InvalidOptionError` that names the field; unknown fields are ignored, so that an old SDK reads a newer plan.
 */
export function completePlan(given: unknown, path: string): Plan {
  if (!isObject(given)) throw new InvalidOptionError(path, 'a plan')
  const { serve, shadowRate, whenOff = 'keep' } = given
  if (serve !== 'live' && serve !== 'candidate') {
    throw new InvalidOptionError(`${path}.serve`, '"live" or "candidate"')
  }
  if (typeof shadowRate !== 'number' || !(shadowRate >= 0 && shadowRate <= 1)) {
    throw new InvalidOptionError(`${path}.shadowRate`, 'a number from 0 to 1')
  }
  if (whenOff !== 'keep' && whenOff !== 'discard') {
    throw new InvalidOptionError(`${path}.whenOff`, '"keep" or "discard"')
  }
  const limits = Object.entries(LIMITS).map(([name, [min, max, fallback]]) => {
    const value = given[name] === undefined ? fallback : given[name]
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)
      return [name, value]
    throw new InvalidOptionError(`${path}.${name}`, `a whole number from ${min} to ${max}`)
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each of LIMITS
  const whole = Object.fromEntries(limits) as Record<keyof typeof LIMITS, number>
  return { serve, shadowRate, whenOff, ...whole }
}
