import type { Platform } from '../../core/platform/platform.ts'
import type { Parts } from './create-parts.ts'

/** Adapts the outbox to what happens to its page, but for the exit. Returns what ends that. */
export function followPage(platform: Pick<Platform, 'onLifecycle'>, parts: Parts): () => void {
  const { page, queue, flusher, saver } = parts
  const goOn = () => {
    page.goOn()
    void saver.save()
    flusher.resume()
    // Other pages may have sent or added meanwhile. It fails only when this one is closed first.
    if (parts.hasOpened()) queue.keepLimits().catch(() => undefined)
  }

  return platform.onLifecycle(event => {
    // Hidden pages get their timers late, and may be killed. So all is spilled now.
    if (event === 'hidden' && page.hide()) {
      saver.spill()
      void saver.save()
    }
    if (event === 'freeze') flusher.pause()
    if (event === 'visible') page.show()
    if (event === 'visible' || event === 'restore') goOn()
  })
}
