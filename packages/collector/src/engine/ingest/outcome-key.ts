import type { Outcome } from '@shadow-mode/protocol'
import { textDigest } from './text-digest.ts'

/**
 * What an outcome is known by: its own id, or the digest of its text when it brings none (or one that no column can
 * hold).
 */
export const outcomeKey = ({ outcomeId }: Outcome, raw: string): string =>
  outcomeId?.isWellFormed() ? outcomeId : textDigest(raw)
