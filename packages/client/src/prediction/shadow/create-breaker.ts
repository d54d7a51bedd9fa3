import type { Plan } from '@shadow-mode/protocol'
import { retryAfterMs } from '../../core/http/retry-after-ms.ts'
import type { CallFacts } from '../../core/model/model.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { BreakerState } from '../../core/status/breaker-state.ts'

/** The number of recent results whose failure rate is checked. */
const WINDOW = 50
const MAX_FAILED = 0.8 * WINDOW
/** The longest time that the breaker stays open. */
const MAX_OPEN_MS = 300_000

/** Reports the result of a call. `undefined` means that the result says nothing about the model. */
export type Report = (hasFailed: boolean | undefined, facts?: CallFacts) => void

export interface Breaker {
  /** Admits a call, which must report once. Returns `undefined` if the breaker is open or a trial call is pending. */
  enter(plan: Pick<Plan, 'breakAfterFailures' | 'breakForMs'>): Report | undefined
}

/**
 * A circuit breaker: stops shadow calls to a failing model for a while.
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
  onState: (now: BreakerState) => void,
): Breaker {
  let now: BreakerState['state'] = 'closed'
  let openUntil = 0
  /** How often it has opened since it was last closed. */
  let openings = 0
  let failuresInARow = 0
  /** Oldest first; true for a failure. */
  let results: boolean[] = []
  let isTrying = false

  const set = (next: BreakerState) => {
    now = next.state
    onState(next)
  }
  const close = () => {
    openings = failuresInARow = 0
    results = []
    set({ state: 'closed' })
  }
  const open = (forMs: number) => {
    openings += 1
    openUntil = platform.monotonic() + forMs
    set({ state: 'open', forMs })
  }
  const count = (hasFailed: boolean) => {
    failuresInARow = hasFailed ? failuresInARow + 1 : 0
    results = [...results.slice(1 - WINDOW), hasFailed]
  }

  return {
    enter({ breakAfterFailures, breakForMs }) {
      if (now === 'open' && platform.monotonic() >= openUntil) set({ state: 'half-open' })
      if (now === 'open' || isTrying) return undefined
      const isTrial = now === 'half-open'
      isTrying = isTrial
      return (hasFailed, { httpStatus, retryAfter } = {}) => {
        if (isTrial) isTrying = false
        // Ignores calls that started before the breaker opened.
        else if (now !== 'closed') return
        if (hasFailed === undefined) return
        if (isTrial && !hasFailed) return close()
        count(hasFailed)
        const isRefused = hasFailed && (httpStatus === 429 || httpStatus === 503)
        const hasTooMany =
          failuresInARow >= breakAfterFailures || results.filter(Boolean).length >= MAX_FAILED
        if (!isTrial && !isRefused && !hasTooMany) return
        const wishedMs = isRefused ? retryAfterMs(retryAfter ?? null, platform.now()) : undefined
        open(wishedMs ?? Math.min(MAX_OPEN_MS, breakForMs * 2 ** openings))
      }
    },
  }
}
