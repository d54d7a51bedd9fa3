import type { LifecycleEvent } from './platform.ts'

/**
 * Calls `listener` at each event of the page's life; returns a function that stops it. Never listens to `unload` or
 * `beforeunload`: they would cost the page its place in the bfcache. Does nothing outside a page.
 */
export function watchLifecycle(listener: (event: LifecycleEvent) => void): () => void {
  if (!globalThis.document) return () => {}
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
