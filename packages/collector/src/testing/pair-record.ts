import { v7 } from 'uuid'

export interface PairRecordParts {
  /**
   * The time in the id, in milliseconds since the epoch.
   *
   * @default Date.now()
   */
  at?: number
  id?: string
  /** JSON text. */
  input?: string
  /** JSON text. */
  experiment?: string
}

const side = (version: string): string =>
  `{"version":"${version}","status":"ok","output":{"approved":true},"durationMs":4.70}`

/**
 * A valid pair as JSON text. It has a space and a trailing zero that `JSON.stringify` would not write, so that tests
 * notice a changed text. The parts are inserted unchanged.
 */
export function pairRecord(parts: PairRecordParts = {}): { id: string; text: string } {
  const id = parts.id ?? v7(parts.at === undefined ? undefined : { msecs: parts.at })
  const text =
    `{"id":"${id}", "experiment":${parts.experiment ?? '"credit-risk"'},"capturedAt":"2026-11-02T00:07:10.288Z",` +
    `"input":${parts.input ?? '{"AGE":41}'},"live":${side('1.4.0')},"candidate":${side('2.0.0')},"served":"live",` +
    `"sampling":{"variant":null,"rate":1,"weight":1},"context":{"sdk":"1.0.0"}}`
  return { id, text }
}
