import type { Outcome } from '@shadow-mode/protocol'
import { textDigest } from './text-digest.ts'

/**
 * The key of an outcome: its id, or the digest of its text when it has no id or one that is not well-formed Unicode.
 */
export const outcomeKey = ({ outcomeId }: Outcome, raw: string): string =>
  outcomeId?.isWellFormed() ? outcomeId : textDigest(raw)
