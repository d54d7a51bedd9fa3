import { createQueue, createResilientStore, openDeviceStore, type Queue } from './client-source.ts'
import type { OursSettings } from './ours-settings.ts'

/** Opens the queue of an outbox, like another tab. */
export async function openQueue(settings: OursSettings): Promise<Queue> {
  const { platform, place, emit } = settings
  const store = createResilientStore({
    open: () => openDeviceStore(platform, place.database),
    onProblem: error => emit({ type: 'problem', error }),
    onFallback() {},
  })
  const queue = createQueue({
    ...settings,
    store,
    writer: crypto.randomUUID(),
    onSaved() {},
    onReported() {},
  })
  await queue.open()
  return queue
}
