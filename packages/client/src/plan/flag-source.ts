import type { Plan } from '@shadow-mode/protocol'
import type { Platform, SyncStore } from '../core/platform/platform.ts'

/** The current value of a flag. The client applies it at once. */
export interface FlagReading {
  /**
   * The complete plan. The client omits invalid bounds and reports them as a `problem`. The candidate must not serve without
   * all of its bounds. Therefore, a reading with an invalid bound and `serve: 'candidate'` is an outage.
   */
  plan: Plan
  /** The name of the variant, at most 256 characters. `null` if no variant applies, as for a disabled flag. */
  variant: string | null
  /** The OpenFeature reason, such as `STATIC`, `TARGETING_MATCH`, `DEFAULT`, `DISABLED`, or `CACHED` (from an earlier page). */
  reason: string
  /**
   * The share of subjects that get this variant, 0 < weight ≤ 1. Recorded with each pair.
   *
   * @default 1
   */
  weight?: number
  /**
   * The version of the flag definition, at most 256 characters. Recorded with each pair.
   *
   * @default undefined
   */
  flagVersion?: string
  /**
   * Whether the reading is the same for all subjects.
   *
   * @default false
   */
  forEveryone?: boolean
}

/**
 * Evaluates the flag for a subject. `''` stands for predictions without a subject.
 *
 * It is called for each of the last 50 subjects after every reading, and for new subjects on the live path. It must
 * therefore be synchronous, without I/O, and take a few milliseconds at most.
 *
 * It throws, preferably a `FlagOutageError`, if the flag has no valid plan for the subject. The subject then keeps its last
 * plan, or uses `bootstrap`, until the next reading.
 */
export type ReadFlag = (subject: string) => FlagReading

/** The argument of `FlagSource.watch`. */
export interface FlagWatchContext {
  /** The platform of the client: clock, timers, network and locks. */
  platform: Platform
  /** The client's `experiment`, 1 to 100 characters. It is the flag's key unless the source uses another. */
  experiment: string
  /** A store that survives the page. Absent if nothing may be stored on the device. */
  store: SyncStore | undefined
  /**
   * Call this after each successful reading, even if nothing has changed, because an unconfirmed reading expires. `readAt` is
   * when the origin last confirmed the flag, in milliseconds since the epoch. It defaults to now.
   *
   * If `read` throws for `''`, the reading counts as an outage, and the last one still applies. Never throws. Does nothing
   * after the watch was stopped.
   */
  onReading: (read: ReadFlag, readAt?: number) => void
  /**
   * Call this if the flag could not be read, parsed or evaluated. The last reading applies until it expires. The client emits
   * a `problem`, but only one for consecutive errors with the same message.
   */
  onOutage: (error: Error) => void
}

/** A watched flag. Its methods must not throw, and must not cause unhandled rejections. */
export interface FlagWatch {
  /**
   * Reads the flag again without waiting for the interval, and ends a pause. Called when the page becomes visible, goes
   * online or is restored.
   */
  refresh(): void
  /**
   * Releases all locks, requests and channels until `refresh` is called. Called when the page is frozen or the user leaves it.
   *
   * @default () => {}
   */
  pause?(): void
  /** Stops all timers, requests, locks and listeners for good. Called when the client is closed. */
  stop(): void
}

/** How long the last reading applies during an outage. */
export interface FlagExpiry {
  /**
   * Without a reading for this time, in milliseconds, shadowing stops. `serve` does not change. At least 0; `Infinity` for
   * never.
   *
   * @default 3_600_000 (1 hour)
   */
  shadowTtlMs?: number
  /**
   * Without a reading for this time, in milliseconds, `bootstrap` selects the serving model again, and shadowing stops. At
   * least 0. With `Infinity`, an outage never changes the serving model.
   *
   * @default Infinity
   */
  serveTtlMs?: number
}

/**
 * A source of plans: `flagdJson`, `openFeature`, or the app's own implementation. The client stores the last plans of 50
 * subjects for the next page, unless `storage` is `memory`.
 */
export interface FlagSource extends FlagExpiry {
  /**
   * Starts to watch the flag. Called after the first live output, or 2 s after the client was created. If it throws or
   * rejects, that is an outage. It is then called again after 30 s, or when the page becomes visible or goes online.
   */
  watch(context: FlagWatchContext): FlagWatch | Promise<FlagWatch>
}
