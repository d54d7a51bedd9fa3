import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { CorePlatform } from '../../core/platform/platform.ts'

/** Copies an outcome as JSON, because the app may change its label later. `readOutcome` validates it in the background. */
export function captureOutcome(outcome: unknown, platform: Pick<CorePlatform, 'now' | 'random'>): StoredPair {
  let json = ''
  try {
    json = JSON.stringify(outcome)
  } catch {
    // A cycle, a BigInt or a throwing getter. The empty text is reported as an invalid outcome.
  }
  return { id: `${platform.now()}-${platform.random()}`, json }
}
