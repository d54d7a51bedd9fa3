import type { LifecycleEvent } from './platform.ts'

/**
 * Calls `listener` at each event of the page's life; returns a function that stops it. Never listens to `unload` or
 * `beforeunload`: they would cost the page its place in the bfcache. Does nothing outside a page.
 */
export function watchLifecycle(listener: (event: LifecycleEvent) => void): () => void {
  if (!globalThis.document) return () => {}
  const stopping = new AbortController()
  const { signal } = stopping
  const onVisibility = () => listener(document.visibilityState === 'hidden' ? 'hidden' : 'visible')
  document.addEventListener('visibilitychange', onVisibility, { signal })
  document.addEventListener('freeze', () => listener('freeze'), { signal })
  document.addEventListener('resume', () => listener('restore'), { signal })
  window.addEventListener('pagehide', () => listener('exit'), { signal })
  window.addEventListener('pageshow', ({ persisted }) => persisted && listener('restore'), { signal })
  window.addEventListener('online', () => listener('online'), { signal })
  return () => stopping.abort()
}
