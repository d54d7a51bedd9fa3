import type { CorePlatform, LifecycleEvent } from '../platform.ts'
import type { AppState } from './app-state.ts'
import type { NetInfo } from './net-info.ts'

/**
 * An app keeps running for a few seconds in the background before it is suspended. Runs and requests may finish within
 * this time. After that, they end as on a frozen page, because a suspension would distort their durations.
 */
const GRACE_MS = 3_000

interface AppParts {
  appState: AppState
  netInfo: NetInfo | undefined
  platform: Pick<CorePlatform, 'now' | 'setTimer'>
}

/**
 * Maps the app's lifecycle to that of a page: `hidden` when the app goes to the background (it may be killed without
 * another event), `freeze` 3 seconds later, `visible` when it is active again, and `online` when the connection is back.
 * If the app was suspended before `freeze`, that event comes right before `visible`. Returns a function that unsubscribes.
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
      // Timers do not run while the app is suspended. The monotonic clock may stop too, so this uses the wall clock.
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
