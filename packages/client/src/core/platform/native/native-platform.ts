import { isObject } from '../../guard/is-object.ts'
import { callback, mustBe, object, optional } from '../../guard/readers.ts'
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
   * is online again. Without it, the client waits for the next scheduled flush or retry.
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

/** How long to wait for AsyncStorage. After that, the platform has no `syncStore`. */
const LOAD_TIMEOUT_MS = 2_000

const has = (part: unknown, ...methods: string[]): boolean =>
  isObject(part) && methods.every(name => typeof part[name] === 'function')

const readParts = object(
  {
    asyncStorage: mustBe(
      part => has(part, 'getAllKeys', 'multiGet', 'multiSet', 'multiRemove'),
      'the default export of @react-native-async-storage/async-storage',
    ),
    appState: mustBe(part => has(part, 'addEventListener'), 'AppState of react-native'),
    netInfo: optional(
      mustBe(part => has(part, 'addEventListener'), 'the default export of @react-native-community/netinfo'),
    ),
    screen: optional(callback),
  },
  true,
)

/**
 * Creates the platform for a React Native app. Create it once and share it between all clients.
 *
 * It loads the stored plans and opt-outs, so that the first prediction can use them. If AsyncStorage fails or takes longer
 * than 2 seconds, the clients work without them until the app starts again. An earlier opt-out is then not seen, a new one
 * is not stored, no plans are stored, and a killed app loses the pairs that are not in the queue yet.
 *
 * Rejects only with `InvalidOptionError`, which names a part that is missing or invalid.
 *
 * Requires `TextEncoder` (React Native 0.74). Without a global `crypto`, ids and sampling use `Math.random`. A `crypto`
 * without `getRandomValues` is not supported. Without `structuredClone`, rare kinds of values such as an `ArrayBuffer` count
 * as instances of a class.
 *
 * @example
 * ```ts
 * const platform = await nativePlatform({ asyncStorage: AsyncStorage, appState: AppState, netInfo: NetInfo })
 * ```
 */
export async function nativePlatform(parts: NativeParts): Promise<Platform> {
  // An app without TypeScript may pass nothing. The first part that it needs is then named.
  readParts(isObject(parts) ? parts : {}, '')
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
