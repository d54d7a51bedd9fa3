export type LifecycleEvent =
  /** The page may be discarded without another event. */
  | 'hidden'
  | 'visible'
  /** Frozen: no timer runs and no lock may be held. */
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
  /** Milliseconds since the epoch. */
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
  syncStore?: SyncStore | undefined
}

/** All that the client asks of its surroundings. */
export interface Platform extends CorePlatform {
  fetch(input: string, init: RequestInit): Promise<Response>
  /** Hands a request to the platform that outlives the page. False when it was refused. */
  sendOnExit(url: string, body: string): boolean
  indexedDB?: IDBFactory | undefined
  locks?: LockManager | undefined
  /** Absent on insecure origins. */
  subtle?: SubtleCrypto | undefined
}
