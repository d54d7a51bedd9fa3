import type { JsonValue, Rules, Side } from '@shadow-mode/protocol'
import type { CaptureFacts } from '../create-analysis.ts'

/** For tests: a side that answered. `undefined`: nothing was kept of its output. */
export function okSide(output: JsonValue | undefined, more: Partial<Omit<Side, 'status'>> = {}): Side {
  const side = { version: '1.0.0', durationMs: 5, ...more, status: 'ok' as const }
  return output === undefined ? side : { ...side, output }
}

/** For tests: a side that failed. */
export function failedSide(status: 'timeout' | 'aborted'): Side {
  return { version: '1.0.0', durationMs: 5, status }
}

/** For tests: rules with their defaults. */
export function makeRules(more: Partial<Rules> = {}): Rules {
  return { margins: {}, minPairs: 200, severities: {}, muted: [], ignoredPaths: [], ...more }
}

/** For tests: a store that knows of nothing beyond the pairs. */
export const noFacts: CaptureFacts = {
  losses: { clients: 0, sampled: 0, unconfirmed: 0, dropped: {} },
  quarantined: 0,
  conflicts: 0,
  setAside: 0,
}
