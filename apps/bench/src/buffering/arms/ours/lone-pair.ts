import type { Pair } from '@shadow-mode/protocol'
import { createOutbox } from './client-source.ts'
import { addPair, oursSettings } from './ours-settings.ts'

/** An outbox with one pair, as of a page with one prediction. Resolves when that is on disk; returns how to close it. */
export async function bufferAlone(key: string, pair: Pair): Promise<() => Promise<void>> {
  const outbox = createOutbox({ ...oursSettings(key), maySend: () => false })
  addPair(outbox, pair)
  await outbox.flush('manual')
  return () => outbox.close()
}
