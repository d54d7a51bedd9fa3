import type { Store } from './store.ts'

/** A lifecycle event of a page or app. */
export type LifecycleEvent =
  /** The page is hidden. It may be discarded without another event. */
  | 'hidden'
  /** The page is visible again. */
  | 'visible'
  /** The page is being frozen. Timers stop, and the page must not hold locks. */
  | 'freeze'
  /** The user leaves the page (`pagehide`). It may enter the bfcache. */
  | 'exit'
  /** The page was restored from the bfcache or resumed. */
  | 'restore'
  /** The device is online again. */
  | 'online'

/** A small synchronous store that survives the page, such as localStorage. May throw. */
export interface SyncStore {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  keys(): string[]
}

/**
 * The part of the platform that the client needs before the background code has loaded. Implementations must not access
 * globals at import time.
 */
export interface CorePlatform {
  /** The current time in whole milliseconds since the epoch. */
  now(): number
  /** The time in milliseconds on a monotonic clock, which may have fractions. */
  monotonic(): number
  /** A random number, uniform in [0, 1). */
  random(): number
  /** Calls `run` after `delayMs`. Returns a function that cancels it. */
  setTimer(run: () => void, delayMs: number): () => void
  /** Calls `run` when the page is idle, after at most `withinMs`. Returns a function that cancels it. */
  whenIdle(run: () => void, withinMs: number): () => void
  /** Calls `listener` for each lifecycle event. Returns a function that unsubscribes. */
  onLifecycle(listener: (event: LifecycleEvent) => void): () => void
  /** The page's path without query and fragment, or the app's screen. `undefined` if there is neither. */
  page(): string | undefined
  /** Absent if nothing can be stored synchronously. */
  syncStore?: SyncStore | undefined
}

/** Sends messages to the other pages of this origin, like a `BroadcastChannel`. */
export interface Channel {
  /** Sends `message`, which must be plain data. May throw. */
  post(message: unknown): void
  /** Stops receiving messages. */
  close(): void
}

/** The part of Web Locks that the client uses: exclusive locks with `ifAvailable`. */
export type Locks = Pick<LockManager, 'request'>

/**
 * The APIs that the client needs from its environment. Browser pages and servers have a built-in platform. For React
 * Native, create one with `nativePlatform`. Do not implement this interface yourself: later versions may extend it.
 */
export interface Platform extends CorePlatform {
  /** Like the global `fetch`. Used for flags and delivery only: `httpModel` calls the global. */
  fetch(input: string, init: RequestInit): Promise<Response>
  /** Sends a POST request that outlives the page. Returns false if it was not sent. True does not mean that it arrives. */
  sendOnExit(url: string, body: string): boolean
  /** Whether the page is hidden. If absent, the page counts as visible. */
  isHidden?(): boolean
  /** Whether data saving is on or the connection is slow. If absent, the connection counts as fast. */
  isSlow?(): boolean
  /** If `indexedDB` and `openStore` are both absent, the queue is in memory. */
  indexedDB?: IDBFactory | undefined
  /** Opens a store on the device. Used instead of IndexedDB if present. Rejects if the store cannot be opened. */
  openStore?: ((name: string) => Promise<Store>) | undefined
  /**
   * If absent or without an answer, a record in the store prevents concurrent flushes, and each page limits its own shadow
   * calls.
   */
  locks?: Locks | undefined
  /**
   * Opens a channel to other pages of this origin. `listener` gets the messages that other channels post. May throw.
   * Absent if there are no other pages or channels are not supported.
   */
  openChannel?: ((name: string, listener: (message: unknown) => void) => Channel) | undefined
  /** Used by `fields` for hashes. Browsers provide it on https and localhost only. */
  subtle?: SubtleCrypto | undefined
}
