import { v7 } from 'uuid'

export interface OutcomeRecordParts {
  /** `null` omits it. */
  outcomeId?: string | null
  /** JSON text. */
  label?: string
  /** JSON text of the member that refers to a pair. */
  target?: string
}

/** A valid outcome as JSON text that `JSON.stringify` would not write, so that tests notice a changed text. */
export function outcomeRecord(parts: OutcomeRecordParts = {}): { id: string; text: string } {
  const { outcomeId = v7(), label = '1.0', target = '"reference":"application-4711"' } = parts
  const own = outcomeId === null ? '' : `"outcomeId":"${outcomeId}", `
  const text = `{${own}"experiment":"credit-risk",${target},"label":${label},"observedAt":"2026-11-02T00:07:10.288Z"}`
  return { id: outcomeId ?? '', text }
}
