import type { LifecycleEvent } from './platform.ts'

/**
 * Calls `listener` for each lifecycle event. Returns a function that unsubscribes. Does nothing outside a page.
 * It does not listen to `unload` or `beforeunload`, because those keep the page out of the bfcache.
 */
export function watchLifecycle(listener: (event: LifecycleEvent) => void): () => void {
  if (!globalThis.document) return () => undefined
  const stopping = new AbortController()
  const until = { signal: stopping.signal }
  document.addEventListener('visibilitychange', () => listener(document.hidden ? 'hidden' : 'visible'), until)
  document.addEventListener('freeze', () => listener('freeze'), until)
  document.addEventListener('resume', () => listener('restore'), until)
  window.addEventListener('pagehide', () => listener('exit'), until)
  window.addEventListener('pageshow', ({ persisted }) => persisted && listener('restore'), until)
  window.addEventListener('online', () => listener('online'), until)
  return () => stopping.abort()
}
