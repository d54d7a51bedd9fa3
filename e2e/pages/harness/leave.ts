declare global {
  interface Window {
    /** Set by tests that close the tab from outside, as a user does. */
    closeTab?: () => unknown
  }
}

/** How a page ends. */
export type Way = { to: 'url'; url: string } | { to: 'close' } | { to: 'close-tab' }

/** Leaves at once: what runs after this in the same task is the last that runs (a closed tab has a moment more). */
export function leave(way: Way): void {
  if (way.to === 'url') location.href = way.url
  else if (way.to === 'close') window.close()
  else window.closeTab?.()
}
