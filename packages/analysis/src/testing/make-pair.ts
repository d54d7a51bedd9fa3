import type { JsonValue, Pair, Rules, Side } from '@shadow-mode/protocol'
import type { CaptureFacts } from '../create-analysis.ts'

/** A side that answered. `undefined` means that its output was not kept. */
export function okSide(output: JsonValue | undefined, more: Partial<Omit<Side, 'status'>> = {}): Side {
  const side = { version: '1.0.0', durationMs: 5, ...more, status: 'ok' as const }
  return output === undefined ? side : { ...side, output }
}

export function failedSide(status: 'timeout' | 'aborted'): Side {
  return { version: '1.0.0', durationMs: 5, status }
}

/** A pair of the experiment `test`. */
export function makePair(live: Side, candidate: Side, more: Partial<Pair> = {}): Pair {
  return {
    id: '01980000-0000-7000-8000-000000000000',
    experiment: 'test',
    capturedAt: '2026-11-02T00:07:10.288Z',
    live,
    candidate,
    served: 'live',
    sampling: { variant: null, rate: 1, weight: 1 },
    context: { sdk: '1.0.0' },
    ...more,
  }
}

/** Rules with their defaults. */
export function makeRules(more: Partial<Rules> = {}): Rules {
  return { margins: {}, minPairs: 200, severities: {}, muted: [], ignoredPaths: [], ...more }
}

/** The facts of a store that has only pairs. */
export const noFacts: CaptureFacts = {
  losses: { clients: 0, sampled: 0, unconfirmed: 0, dropped: {} },
  quarantined: 0,
  conflicts: 0,
  setAside: 0,
}
