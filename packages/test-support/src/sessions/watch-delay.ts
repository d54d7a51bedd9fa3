import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright'
import type { Scope } from '../scope.ts'

/** Between two questions, in ms. */
const EVERY_MS = 25

/**
 * Asks a page for nothing, again and again, until `scope` ends or the page is closed. Returns how long the slowest answer
 * has taken so far, in ms: a few on a quiet machine, hundreds on a busy one. A test that holds a law in milliseconds allows
 * for some of these on top, because so late was the machine itself.
 */
export function watchDelay(scope: Scope, page: Page): () => number {
  const over = new AbortController()
  scope.defer(() => over.abort())
  let slowest = 0
  const ask = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const askedAt = performance.now()
      await page.evaluate(() => undefined)
      slowest = Math.max(slowest, performance.now() - askedAt)
      await sleep(EVERY_MS)
    }
  }
  // The page may be closed, or killed, at any time. Then it is not asked any more.
  ask().catch(() => undefined)
  return () => slowest
}
