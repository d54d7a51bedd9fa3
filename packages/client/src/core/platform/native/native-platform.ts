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
import { createTurns } from './create-turns.ts'
import type { NetInfo } from './net-info.ts'
import { openAsyncStore } from './open-async-store.ts'
import { openMirror } from './open-mirror.ts'
import { watchApp } from './watch-app.ts'

/** What the app brings; React Native itself is no dependency. */
export interface NativeParts {
  asyncStorage: AsyncStorage
  appState: AppState
  /** Without it, what waits goes out at the next interval after a lost connection is back. */
  netInfo?: NetInfo
  /** Name of the current screen, recorded as the pair's `page`. Default: none. */
  screen?: () => string | undefined
}

/** AsyncStorage that has not answered by then is left out of the start: the last plan is unknown. */
const LOAD_WITHIN_MS = 2_000

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
 * A React Native app as a platform, made once and shared by all its clients. Reads what the last start knew (its plan
 * above all), so that the first prediction can follow it; an AsyncStorage that fails, or takes over 2 seconds, is gone
 * without. Rejects with `InvalidOptionError` only.
 *
 * Needs `TextEncoder` (React Native 0.74). Without `crypto.getRandomValues` ids and draws come from `Math.random`; without
 * `structuredClone` an input of other than plain data is counted as `unclonable`.
 */
export async function nativePlatform(parts: NativeParts): Promise<Platform> {
  check(parts)
  const { asyncStorage, appState, netInfo, screen } = parts
  const inTurn = createTurns()
  const locks = createLocalLocks()
  const syncStore = await Promise.race([
    openMirror(asyncStorage, inTurn).catch(() => undefined),
    new Promise<undefined>(resolve => setTimer(() => resolve(undefined), LOAD_WITHIN_MS)),
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
    // No request outlives the app.
    sendOnExit: () => false,
    openStore: async name => openAsyncStore({ asyncStorage, name, inTurn, platform: { setTimer } }),
    locks,
  }
}
