import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { completeBounds } from '../bounds/complete-bounds.ts'
import type { FlagReading } from '../flag-source.ts'

/**
 * Removes the invalid parts of a reading: invalid bounds, and `noiseRate` if the live model is not idempotent. If a bound is
 * invalid, the live model serves, because the candidate must not serve without all of its bounds. The rest of the reading
 * stays valid, so that an invalid bound cannot prevent a switch-off. The same problems are reported only once in a row.
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
    // Its result is checked again later and then has no problems. That must not reset `told`.
    told = messages || told
    return { ...reading, plan: { ...reading.plan, serve, bounds, noiseRate } }
  }
}
