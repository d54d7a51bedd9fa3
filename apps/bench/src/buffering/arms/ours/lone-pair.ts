import type { Pair } from '@shadow-mode/protocol'
import { createOutbox } from './client-source.ts'
import { addPair, oursSettings } from './ours-settings.ts'

/** Opens an outbox and stores one pair. Resolves when the pair is on disk, to a function that closes the outbox. */
export async function bufferAlone(key: string, pair: Pair): Promise<() => Promise<void>> {
  const outbox = createOutbox({ ...oursSettings(key), maySend: () => false })
  addPair(outbox, pair)
  await outbox.flush('manual')
  return () => outbox.close()
}
