import type { CorePlatform, LifecycleEvent } from '../platform.ts'
import type { AppState } from './app-state.ts'
import type { NetInfo } from './net-info.ts'

/**
 * An app in the background goes on for a few seconds before it is suspended. So long runs and requests may come to
 * their end; then they are given up, as at a page's freeze: after a suspension their times would mean nothing.
 */
const GRACE_MS = 3_000

interface AppParts {
  appState: AppState
  netInfo: NetInfo | undefined
  platform: Pick<CorePlatform, 'now' | 'setTimer'>
}

/**
 * The app's life in the words of a page: `hidden` when it goes to the background (it may be killed without another
 * word), `freeze` 3 seconds later, `visible` when it is back; `online` when a lost connection has returned. Returns a
 * function that stops it.
 */
export function watchApp(
  { appState, netInfo, platform }: AppParts,
  listener: (event: LifecycleEvent) => void,
): () => void {
  let hiddenAt: number | undefined
  let cancelFreeze: (() => void) | undefined
  let isConnected: boolean | null = null

  const freeze = () => {
    if (!cancelFreeze) return
    cancelFreeze()
    cancelFreeze = undefined
    listener('freeze')
  }
  const subscription = appState.addEventListener('change', state => {
    if (state === 'background' && hiddenAt === undefined) {
      hiddenAt = platform.now()
      cancelFreeze = platform.setTimer(freeze, GRACE_MS)
      listener('hidden')
    } else if (state === 'active' && hiddenAt !== undefined) {
      // A suspended app runs no timer. By the wall clock: the other may stand still while the device sleeps.
      if (Math.abs(platform.now() - hiddenAt) >= GRACE_MS) freeze()
      cancelFreeze?.()
      cancelFreeze = undefined
      hiddenAt = undefined
      listener('visible')
    }
  })
  const stopNetwork = netInfo?.addEventListener(state => {
    const isBack = state.isConnected === true && isConnected === false
    isConnected = state.isConnected
    if (isBack) listener('online')
  })
  return () => {
    cancelFreeze?.()
    cancelFreeze = undefined
    subscription.remove()
    stopNetwork?.()
  }
}
