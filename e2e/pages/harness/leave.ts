declare global {
  interface Window {
    /** Tests that close the tab from outside, as a user does, set this function. */
    closeTab?: () => unknown
  }
}

/** How the page leaves. */
export type Way = { to: 'url'; url: string } | { to: 'close' } | { to: 'close-tab' }

/** Leaves the page. It runs to the end of the current task, and a closed tab a moment longer. */
export function leave(way: Way): void {
  if (way.to === 'url') location.href = way.url
  else if (way.to === 'close') window.close()
  else window.closeTab?.()
}
