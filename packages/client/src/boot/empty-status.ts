import type { Status } from '../core/status/status.ts'
import { readPlan } from '../plan/complete-plan.ts'

/**
 * Returns the status of a client that is off and has counted nothing, whatever its options are. Render it where no client can
 * be asked, for example on a server. Reads neither the clock nor the device. `planReason` is `UNKNOWN`.
 */
export function emptyStatus(): Status {
  const counts = { delivered: 0, queued: 0, unconfirmed: 0, dropped: {} }
  return {
    ...counts,
    plan: readPlan({ serve: 'live', shadowRate: 0 }, 'plan'),
    planReason: 'UNKNOWN',
    mayObserve: false,
    sampled: 0,
    running: 0,
    outcomes: { ...counts, recorded: 0, dropped: {} },
    violated: {},
    fallbacks: {},
  }
}
