import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import * as v from 'valibot'
import { type Faults, FaultsSchema } from './faults.ts'

/** The outcome of one call. */
type CallOutcome =
  | { kind: 'answer' }
  | { kind: 'fail'; status: number }
  | { kind: 'garbage' }
  | { kind: 'gone' }

/** The faults of one model and their effect. */
export interface FaultSwitch {
  faults: () => Faults
  set: (faults: Faults) => void
  clear: () => void
  /**
   * Applies the faults to a call. Resolves when the call may be answered, or to `gone` as soon as the signal aborts.
   */
  apply: (signal: AbortSignal) => Promise<CallOutcome>
}

export function createFaultSwitch(serviceSeed: number): FaultSwitch {
  const none = v.parse(FaultsSchema, {})
  let faults = none
  let random = seededRandom(serviceSeed)

  const set = (next: Faults): void => {
    faults = next
    random = seededRandom(next.seed ?? serviceSeed)
  }

  return {
    faults: () => faults,
    set,
    clear: () => set(none),
    async apply(signal) {
      const { latencyMs, latencyJitterMs, failRate, failStatus, hang, garbage } = faults
      // Drawn before any waiting, so that the same order of calls gives the same outcomes.
      const delayMs = latencyMs + latencyJitterMs * random()
      const fails = random() < failRate
      if (hang && !signal.aborted) await once(signal, 'abort')
      if (signal.aborted) return { kind: 'gone' }
      if (delayMs > 0) await sleep(delayMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return { kind: 'gone' }
      if (fails) return { kind: 'fail', status: failStatus }
      return garbage ? { kind: 'garbage' } : { kind: 'answer' }
    },
  }
}
