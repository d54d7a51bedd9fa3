import type { Plan } from '@shadow-mode/protocol'
import type { Platform, SyncStore } from '../platform/platform.ts'

/** What a flag says now: an order, to be followed at once. */
export interface FlagReading {
  plan: Plan
  /** `null` where no variant applies, such as a disabled flag. */
  variant: string | null
  /** Why, in OpenFeature's words: `STATIC`, `TARGETING_MATCH`, `DEFAULT`, `DISABLED`, or `CACHED` from an earlier page. */
  reason: string
  /** The variant's share of subjects, 0 < weight ≤ 1; travels with each pair. Default 1. */
  weight?: number
  /** Version of the flag definition; travels with each pair. */
  flagVersion?: string
  /** It does not depend on the subject: what one was told holds for all. */
  forEveryone?: boolean
}

/**
 * What the flag says to a subject; `''` stands for predictions without one. Called on the live path when a subject is
 * new: no waiting, no I/O. Throws a `FlagOutageError` where it says nothing that can be followed.
 */
export type ReadFlag = (subject: string) => FlagReading

export interface FlagWatchContext {
  platform: Platform
  /** The flag's key. */
  experiment: string
  /** What survives the page; absent where nothing may be left on the device. */
  store: SyncStore | undefined
  /**
   * The flag was read. `readAt`: when its origin last confirmed it, in milliseconds since the epoch; default now.
   * Call it also when nothing changed: what is not confirmed expires.
   */
  onReading: (read: ReadFlag, readAt?: number) => void
  /** The flag could not be read, parsed or evaluated: the last reading goes on, until it expires. */
  onOutage: (error: Error) => void
}

export interface FlagWatch {
  /** Reads the flag again soon, without waiting for the interval. Also ends a pause. */
  refresh(): void
  /** The page is being frozen or left: hold no lock, request or channel until `refresh`. */
  pause?(): void
  stop(): void
}

/** How long the last reading holds when no other comes. */
export interface FlagExpiry {
  /** Shadowing that no reading has confirmed for so long stops. Milliseconds; default 3,600,000 (an hour). */
  shadowTtlMs?: number
  /**
   * After so long without a reading the model that serves is `bootstrap`'s again. Milliseconds. Default none: an outage,
   * however long, moves nobody to another model.
   */
  serveTtlMs?: number
}

/** Where a client's plan comes from when it is not fixed: see `flagdJson` and `openFeature`. */
export interface FlagSource extends FlagExpiry {
  /**
   * Called after the first live answer, or 2 s after the client was made. When it fails, that is an outage, and it is
   * called again.
   */
  watch(context: FlagWatchContext): FlagWatch | Promise<FlagWatch>
}
