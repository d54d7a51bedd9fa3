import type { Pair } from '@shadow-mode/protocol'
import { v7 } from 'uuid'

/** A valid pair, captured at `at` (milliseconds since the epoch, by default now). */
export function samplePair(changes: Partial<Pair> & { at?: number } = {}): Pair {
  const { at = Date.now(), ...rest } = changes
  return {
    id: v7({ msecs: at }),
    experiment: 'credit',
    capturedAt: new Date(at).toISOString(),
    input: { AGE: 35, EDUCATION: 'university' },
    live: { version: '1.4.0', status: 'ok', output: { approved: true }, durationMs: 4.7, httpStatus: 200 },
    candidate: { version: '2.0.0', status: 'ok', output: { approved: true }, durationMs: 7, httpStatus: 200 },
    served: 'live',
    sampling: { variant: null, rate: 1, weight: 1 },
    context: { sdk: '1.0.0' },
    ...rest,
  }
}
