import type { JsonValue, Rules, Side } from '@shadow-mode/protocol'
import type { CaptureFacts } from '../create-analysis.ts'

/** A side that answered. `undefined` means that its output was not kept. */
export function okSide(output: JsonValue | undefined, more: Partial<Omit<Side, 'status'>> = {}): Side {
  const side = { version: '1.0.0', durationMs: 5, ...more, status: 'ok' as const }
  return output === undefined ? side : { ...side, output }
}

export function failedSide(status: 'timeout' | 'aborted'): Side {
  return { version: '1.0.0', durationMs: 5, status }
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
