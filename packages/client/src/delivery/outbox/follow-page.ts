import type { Platform } from '../../core/platform/platform.ts'
import type { Parts } from './create-parts.ts'

/** Makes the outbox follow the page's lifecycle, except for the exit. Returns a function that stops this. */
export function followPage(platform: Pick<Platform, 'onLifecycle'>, parts: Parts): () => void {
  const { page, queue, flusher, saver } = parts
  const resume = () => {
    page.resume()
    void saver.save()
    flusher.resume()
    // Other pages may have changed the queue meanwhile. This only fails if the outbox is closed first.
    if (parts.hasOpened()) queue.enforceLimits().catch(() => undefined)
  }

  return platform.onLifecycle(event => {
    // A hidden page may be killed, and its timers are throttled. So everything is spilled now.
    if (event === 'hidden' && page.hide()) {
      saver.spill()
      void saver.save()
    }
    if (event === 'freeze') flusher.pause()
    if (event === 'visible') page.show()
    if (event === 'visible' || event === 'restore') resume()
  })
}
