import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright'
import type { Scope } from '../scope.ts'

/** The pause between two requests, in ms. */
const EVERY_MS = 25

/**
 * Sends a page empty requests until `scope` ends or the page is closed. Returns the longest time that an answer has
 * taken so far, in ms: a few on a quiet machine, hundreds on a busy one. A test of a limit in milliseconds adds some of
 * these delays to the limit, because the machine causes them and not the code.
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
  // The test may close or kill the page at any time. That ends the loop.
  ask().catch(() => undefined)
  return () => slowest
}
