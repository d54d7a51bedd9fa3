import type { Plan } from '@shadow-mode/protocol'
import { retryAfterMs } from '../../core/http/retry-after-ms.ts'
import type { CallFacts } from '../../core/model/model.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { BreakerState } from '../../core/status/breaker-state.ts'

/** The number of recent results whose failure rate is checked. */
const WINDOW = 50
const MAX_FAILURES = 0.8 * WINDOW
/** Maximum time that the breaker stays open. */
const MAX_OPEN_MS = 300_000

/**
 * Reports the result of a call. `undefined` means that the run was abandoned, so the model neither succeeded nor failed.
 */
export type Report = (hasFailed: boolean | undefined, facts?: CallFacts) => void

export interface Breaker {
  /**
   * Admits a call and returns a function that must be called once with its result. Returns `undefined` if the breaker is
   * open or a trial call is pending.
   */
  enter(plan: Pick<Plan, 'breakAfterFailures' | 'breakForMs'>): Report | undefined
}

/**
 * Creates a circuit breaker, which stops shadow calls to a failing model for a while.
 *
 * ```mermaid
 * stateDiagram-v2
 *   [*] --> closed
 *   closed --> open: n failures in a row, 80 % of the last 50, or a 429 or 503
 *   open --> half_open: the open time has passed and a call arrives
 *   half_open --> closed: the trial call succeeds
 *   half_open --> open: the trial call fails, the open time doubles
 * ```
 */
export function createBreaker(
  platform: Pick<Platform, 'monotonic' | 'now'>,
  onState: (state: BreakerState) => void,
): Breaker {
  let state: BreakerState['state'] = 'closed'
  let openUntil = 0
  /** How often the breaker has opened since it was last closed. */
  let openings = 0
  let failuresInARow = 0
  /** True for a failure. The oldest comes first. */
  let results: boolean[] = []
  let isTrialPending = false

  const enterState = (next: BreakerState) => {
    state = next.state
    onState(next)
  }
  const close = () => {
    openings = failuresInARow = 0
    results = []
    enterState({ state: 'closed' })
  }
  const open = (forMs: number) => {
    openings += 1
    openUntil = platform.monotonic() + forMs
    enterState({ state: 'open', forMs })
  }
  const countResult = (hasFailed: boolean) => {
    failuresInARow = hasFailed ? failuresInARow + 1 : 0
    results = [...results.slice(1 - WINDOW), hasFailed]
  }

  return {
    enter({ breakAfterFailures, breakForMs }) {
      if (state === 'open' && platform.monotonic() >= openUntil) enterState({ state: 'half-open' })
      if (state === 'open' || isTrialPending) return undefined
      const isTrial = state === 'half-open'
      isTrialPending = isTrial
      return (hasFailed, { httpStatus, retryAfter } = {}) => {
        if (isTrial) isTrialPending = false
        // The call started before the breaker opened, so its result is ignored.
        else if (state !== 'closed') return
        if (hasFailed === undefined) return
        if (isTrial && !hasFailed) return close()
        countResult(hasFailed)
        const isOverloaded = hasFailed && (httpStatus === 429 || httpStatus === 503)
        const hasTooManyFailures =
          failuresInARow >= breakAfterFailures || results.filter(Boolean).length >= MAX_FAILURES
        if (!isTrial && !isOverloaded && !hasTooManyFailures) return
        const requestedMs = isOverloaded ? retryAfterMs(retryAfter ?? null, platform.now()) : undefined
        open(requestedMs ?? Math.min(MAX_OPEN_MS, breakForMs * 2 ** openings))
      }
    },
  }
}
