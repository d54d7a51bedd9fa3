import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { CorePlatform } from '../../core/platform/platform.ts'

/** An outcome as it is now: the app may change its label. What is wrong with it is found in the background. */
export function captureOutcome(outcome: unknown, platform: Pick<CorePlatform, 'now' | 'random'>): StoredPair {
  let json = ''
  try {
    json = JSON.stringify(outcome)
  } catch {
    // Cyclic, a BigInt, a throwing getter: told as no outcome.
  }
  return { id: `${platform.now()}-${platform.random()}`, json }
}
