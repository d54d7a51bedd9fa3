import { InvalidOptionError } from '../../errors/invalid-option-error.ts'
import { isObject } from '../../guard/is-object.ts'
import { now } from '../now.ts'
import type { Platform } from '../platform.ts'
import { random } from '../random.ts'
import { setTimer } from '../set-timer.ts'
import { whenIdle } from '../when-idle.ts'
import type { AppState } from './app-state.ts'
import type { AsyncStorage } from './async-storage.ts'
import { createLocalLocks } from './create-local-locks.ts'
import { createSerialQueue } from './create-serial-queue.ts'
import type { NetInfo } from './net-info.ts'
import { openAsyncStore } from './open-async-store.ts'
import { openSyncStore } from './open-sync-store.ts'
import { watchApp } from './watch-app.ts'

/** Options of `nativePlatform`. The app passes these modules in, so that the client does not depend on React Native. */
export interface NativeParts {
  /** The default export of `@react-native-async-storage/async-storage`. */
  asyncStorage: AsyncStorage
  /** `AppState` of `react-native`. */
  appState: AppState
  /**
   * The default export of `@react-native-community/netinfo`. With it, the client sends queued pairs as soon as the device
   * is online again. Without it, the client waits for the next flush interval.
   *
   * @default undefined
   */
  netInfo?: NetInfo
  /**
   * Returns the name of the current screen, which is recorded as the pair's `page`.
   *
   * @default () => undefined
   * @example
   * ```ts
   * screen: () => navigationRef.getCurrentRoute()?.name
   * ```
   */
  screen?: () => string | undefined
}

/** How long to wait for AsyncStorage. After that, the client starts without the stored plans. */
const LOAD_TIMEOUT_MS = 2_000

const has = (part: unknown, ...methods: string[]): boolean =>
  isObject(part) && methods.every(name => typeof part[name] === 'function')

const check = ({ asyncStorage, appState, netInfo, screen }: NativeParts) => {
  const checks: [boolean, string, string][] = [
    [has(asyncStorage, 'getAllKeys', 'multiGet', 'multiSet', 'multiRemove'), 'asyncStorage', 'AsyncStorage'],
    [has(appState, 'addEventListener'), 'appState', 'AppState'],
    [netInfo === undefined || has(netInfo, 'addEventListener'), 'netInfo', 'NetInfo'],
    [screen === undefined || typeof screen === 'function', 'screen', 'a function'],
  ]
  for (const [holds, field, expected] of checks) if (!holds) throw new InvalidOptionError(field, expected)
}

/**
 * Creates the platform for a React Native app. Create it once and share it between all clients.
 *
 * It loads the stored state, such as the last plans, so that the first prediction can use it. If AsyncStorage fails or
 * takes longer than 2 seconds, the client starts without that state. Rejects only with `InvalidOptionError`.
 *
 * Requires `TextEncoder` (React Native 0.74). Without `crypto.getRandomValues`, ids and sampling use `Math.random`. Without
 * `structuredClone`, rare kinds of values such as an `ArrayBuffer` count as instances of a class.
 *
 * @example
 * ```ts
 * const platform = await nativePlatform({ asyncStorage: AsyncStorage, appState: AppState, netInfo: NetInfo })
 * ```
 */
export async function nativePlatform(parts: NativeParts): Promise<Platform> {
  check(parts)
  const { asyncStorage, appState, netInfo, screen } = parts
  const queue = createSerialQueue()
  const locks = createLocalLocks()
  const syncStore = await Promise.race([
    openSyncStore(asyncStorage, queue).catch(() => undefined),
    new Promise<undefined>(resolve => setTimer(() => resolve(undefined), LOAD_TIMEOUT_MS)),
  ])
  return {
    now,
    monotonic: () => performance.now(),
    random,
    setTimer,
    whenIdle,
    onLifecycle: listener => watchApp({ appState, netInfo, platform: { now, setTimer } }, listener),
    page: () => screen?.(),
    syncStore,
    fetch: (input, init) => fetch(input, init),
    // No request outlives the app process.
    sendOnExit: () => false,
    openStore: async name => openAsyncStore({ asyncStorage, name, queue, platform: { setTimer } }),
    locks,
  }
}
