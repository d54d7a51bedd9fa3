import type { Store } from './store.ts'

/** A moment in the life of a page or app. */
export type LifecycleEvent =
  /** The page may be discarded without another event. */
  | 'hidden'
  | 'visible'
  /** Being frozen: from now on no timer runs and no lock may be held. */
  | 'freeze'
  /** Being left (`pagehide`), for the bfcache or for good. */
  | 'exit'
  /** Back from the bfcache. */
  | 'restore'
  | 'online'

/** A small synchronous store that survives the page, such as localStorage. May throw. */
export interface SyncStore {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  keys(): string[]
}

/**
 * What the client asks of its surroundings before the first live answer. Implementations call the globals late (never
 * at import) and may lack what is marked optional.
 */
export interface CorePlatform {
  /** Whole milliseconds since the epoch. */
  now(): number
  /** Milliseconds on a clock that never goes back. */
  monotonic(): number
  /** Uniform in [0, 1), with 53 random bits. */
  random(): number
  /** Returns a function that cancels. */
  setTimer(run: () => void, delayMs: number): () => void
  /** Runs when the page has nothing better to do, after at most `withinMs`. Returns a function that cancels. */
  whenIdle(run: () => void, withinMs: number): () => void
  /** Calls `listener` at each event of the page's life; returns a function that stops it. */
  onLifecycle(listener: (event: LifecycleEvent) => void): () => void
  /** Path of the current page without query and fragment. */
  page(): string | undefined
  /** Absent where nothing outlives the page. */
  syncStore?: SyncStore | undefined
}

/** Carries messages to the other pages of this origin, as a `BroadcastChannel` does. */
export interface Channel {
  /** `message` is plain data. May throw. */
  post(message: unknown): void
  /** Nothing is heard any more. */
  close(): void
}

/** What the client asks of Web Locks: exclusive ones, by `ifAvailable` or with a `signal`. */
export type Locks = Pick<LockManager, 'request'>

/**
 * All that the client asks of its surroundings. `nativePlatform` makes that of a React Native app; pages and servers have
 * their own. Not meant to be written by hand: later versions may ask for more.
 */
export interface Platform extends CorePlatform {
  /** As the global `fetch`; for flags and delivery only, `httpModel` calls the global. */
  fetch(input: string, init: RequestInit): Promise<Response>
  /** Hands a request to the platform that outlives the page. False when it was refused. */
  sendOnExit(url: string, body: string): boolean
  /** Whether nobody can see the page now. Absent: never. */
  isHidden?(): boolean
  /** Whether the device saves data, or its connection is slow. Absent: never. */
  isSlow?(): boolean
  /** Absent: what waits is kept in memory, unless there is `openStore`. */
  indexedDB?: IDBFactory | undefined
  /** Opens the device's store of that name where it is not IndexedDB. Rejects when that is impossible. */
  openStore?: ((name: string) => Promise<Store>) | undefined
  /** Absent: a record in the store keeps flushes apart instead, and each page counts its own shadow calls. */
  locks?: Locks | undefined
  /** Absent where a client has no other pages. `listener` hears what they post, not what this one does. May throw. */
  openChannel?: ((name: string, listener: (message: unknown) => void) => Channel) | undefined
  /** Absent on insecure origins. */
  subtle?: SubtleCrypto | undefined
}
