import type { Plan } from '@shadow-mode/protocol'
import type { Platform, SyncStore } from '../core/platform/platform.ts'

/** What a flag says now: an order, to be followed at once. */
export interface FlagReading {
  /**
   * With all its fields. Of its bounds, those that make no sense are left out and told as a `problem`; then the candidate
   * may not serve, and a reading that orders it to serve is an outage.
   */
  plan: Plan
  /** `null` where no variant applies, such as a disabled flag. The collector takes 256 characters. */
  variant: string | null
  /** Why, in OpenFeature's words: `STATIC`, `TARGETING_MATCH`, `DEFAULT`, `DISABLED`, or `CACHED` from an earlier page. */
  reason: string
  /** The variant's share of subjects, 0 < weight ≤ 1; travels with each pair. Default 1. */
  weight?: number
  /** Version of the flag definition; travels with each pair. The collector takes 256 characters. */
  flagVersion?: string
  /** It does not depend on the subject: what one was told holds for all. Default false. */
  forEveryone?: boolean
}

/**
 * What the flag says to a subject; `''` stands for predictions without one. Called once a reading for each of the last 50
 * subjects, and on the live path when another is new: no waiting, no I/O, a few milliseconds at most. Throws where it says
 * nothing that can be followed, best a `FlagOutageError`: that subject keeps what it was told last, or else follows
 * `bootstrap`, and is not asked about again before the next reading.
 */
export type ReadFlag = (subject: string) => FlagReading

/** What a flag source gets to work with. */
export interface FlagWatchContext {
  /** Clock, timers, network, locks: what the client itself uses. */
  platform: Platform
  /** The client's `experiment`, 1 to 100 characters: the flag's key unless the source has another. */
  experiment: string
  /** What survives the page; absent where nothing may be left on the device. */
  store: SyncStore | undefined
  /**
   * The flag was read. `readAt`: when its origin last confirmed it, in milliseconds since the epoch; default now.
   * Call it also when nothing changed: what is not confirmed expires. Where `read` throws for `''` it is told as an outage,
   * and the last reading goes on. Never throws; does nothing once the watch was stopped.
   */
  onReading: (read: ReadFlag, readAt?: number) => void
  /**
   * The flag could not be read, parsed or evaluated: the last reading goes on, until it expires. Told as a `problem`, once
   * for as long as the message stays the same.
   */
  onOutage: (error: Error) => void
}

/** A flag that is being watched. None of these may throw, nor reject later. */
export interface FlagWatch {
  /**
   * Reads the flag again soon, without waiting for the interval: the page became visible or online, or was restored. Also
   * ends a pause.
   */
  refresh(): void
  /** The page is being frozen or left: hold no lock, request or channel until `refresh`. Default: it may hold them. */
  pause?(): void
  /** The client was closed: ends all timers, requests, locks and listeners, for good. */
  stop(): void
}

/** How long the last reading holds when no other comes. */
export interface FlagExpiry {
  /**
   * Shadowing that no reading has confirmed for so long stops. Milliseconds, at least 0, `Infinity` for never; default
   * 3,600,000 (an hour).
   */
  shadowTtlMs?: number
  /**
   * After so long without a reading the model that serves is `bootstrap`'s again, and shadowing stops. Milliseconds, at
   * least 0. Default `Infinity`: an outage, however long, moves nobody to another model.
   */
  serveTtlMs?: number
}

/**
 * Where a client's plan comes from when it is not fixed: `flagdJson`, `openFeature`, or one of the app's own. What each of
 * the last 50 subjects was told is kept for the next page, unless `storage` is `memory`.
 */
export interface FlagSource extends FlagExpiry {
  /**
   * Called after the first live answer, or 2 s after the client was made. When it throws or rejects, that is an outage, and
   * it is called again 30 s later, or when the page becomes visible or online.
   */
  watch(context: FlagWatchContext): FlagWatch | Promise<FlagWatch>
}
