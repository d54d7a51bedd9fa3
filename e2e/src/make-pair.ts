import type { Pair } from '@shadow-mode/protocol'
import { v7 } from 'uuid'

/** A whole pair of `experiment`, asked for at `atMs` (milliseconds since the epoch; now by default). */
export function makePair(experiment: string, atMs: number = Date.now()): Pair {
  return {
    id: v7({ msecs: atMs }),
    experiment,
    capturedAt: new Date(atMs).toISOString(),
    input: { AGE: 35, EDUCATION: 'university' },
    live: { version: '1.4.0', status: 'ok', output: { probability: 0.13, approved: true }, durationMs: 4.7 },
    candidate: {
      version: '2.0.0',
      status: 'ok',
      output: { probability: 0.07, approved: true },
      durationMs: 7,
    },
    served: 'live',
    sampling: { variant: null, rate: 1, weight: 1 },
    context: { sdk: '0.1.0' },
  }
}
