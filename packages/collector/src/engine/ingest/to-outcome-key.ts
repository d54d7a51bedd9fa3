import type { Outcome } from '@shadow-mode/protocol'
import { digestText } from './digest-text.ts'

/**
 * Returns the key of an outcome: its id, or the digest of its text if it has no id or the id is not well-formed
 * Unicode.
 */
export const toOutcomeKey = ({ outcomeId }: Outcome, raw: string): string =>
  outcomeId?.isWellFormed() ? outcomeId : digestText(raw)
