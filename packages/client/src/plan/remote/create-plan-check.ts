import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { completeBounds } from '../bounds/complete-bounds.ts'
import type { FlagReading } from '../flag-source.ts'

/**
 * Takes out of a reading what cannot be followed: bounds that make no sense, noise where live is not idempotent, and a
 * serving candidate that would have fewer guards than were written. The rest stands, as an order to stop must. It is told
 * as a problem, once for as long as no other comes.
 */
export function createPlanCheck(
  live: { idempotent?: boolean | undefined },
  onProblem: (error: Error) => void,
): (reading: FlagReading) => FlagReading {
  let told = ''
  return reading => {
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
    if (messages !== told) for (const problem of problems) onProblem(problem)
    // What comes from here is checked again, as it is followed: it seems mended then.
    told = messages || told
    return { ...reading, plan: { ...reading.plan, serve, bounds, noiseRate } }
  }
}
