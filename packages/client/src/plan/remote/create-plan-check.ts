import { completeBounds } from '../../bounds/complete-bounds.ts'
import { InvalidOptionError } from '../../errors/invalid-option-error.ts'
import type { FlagReading } from '../flag-source.ts'

/**
 * Takes out of a reading what cannot be followed: bounds that make no sense, noise where live is not idempotent, and a
 * serving candidate that would have fewer guards than were written. The rest stands, as an order to stop must. It is told
 * as a problem, once for as long as it stays the same.
 */
export function createPlanCheck(
  live: { idempotent?: boolean | undefined },
  onProblem: (error: Error) => void,
): (reading: FlagReading) => FlagReading {
  let told = ''
  /** Of plans that are checked: looked at again, they would seem mended. */
  const found = new WeakSet<object>()
  return reading => {
    if (found.has(reading.plan.bounds)) return reading
    const problems: Error[] = []
    let { serve, noiseRate } = reading.plan
    const bounds = completeBounds(reading.plan.bounds, 'plan.bounds', error => {
      problems.push(error)
      serve = 'live'
    })
    if (noiseRate > 0 && !live.idempotent) {
      problems.push(new InvalidOptionError('plan.noiseRate', 'an idempotent live model'))
      noiseRate = 0
    }
    const messages = problems.join()
    found.add(bounds)
    if (messages !== told) for (const problem of problems) onProblem(problem)
    told = messages
    return { ...reading, plan: { ...reading.plan, serve, bounds, noiseRate } }
  }
}
