import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { completeBounds } from '../bounds/complete-bounds.ts'
import type { SourceReading } from '../flag-source.ts'

/** Removes the invalid parts of a reading. */
export type CleanReading = <Reading extends SourceReading>(reading: Reading) => Reading

/**
 * Returns a function that removes the invalid parts of a reading: invalid bounds, and `noiseRate` if the live model is
 * not idempotent. If a bound is invalid, it also sets `serve` to `live`, because the candidate must not serve without all
 * of its bounds. For a new reading, `evaluateForSubjects` turns such a change of `serve` into an outage. An invalid bound
 * of a plan that serves live does not invalidate the plan, so that it cannot prevent a switch-off.
 *
 * Problems that are equal to the last reported ones are not reported again.
 */
export function createReadingCleaner(
  live: { idempotent?: boolean | undefined },
  onProblem: (error: Error) => void,
): CleanReading {
  let reported = ''
  return reading => {
    // `bootstrap` is cleaned on its own.
    if (!reading.plan) return reading
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
    if (messages !== reported) for (const problem of problems) onProblem(problem)
    // A cleaned reading is cleaned again later and then has no problems. That must not reset `reported`.
    reported = messages || reported
    return { ...reading, plan: { ...reading.plan, serve, bounds, noiseRate } }
  }
}
