import type { Plan } from '@shadow-mode/protocol'
import type { Platform, SyncStore } from '../core/platform/platform.ts'

/** The value of a flag for one subject. */
export interface FlagReading {
  /**
   * The complete plan. The client omits invalid bounds, and a `noiseRate` that the live model does not allow, and emits a
   * `problem` for them. The candidate must not serve without all of its bounds. Therefore, a reading with an invalid bound
   * and `serve: 'candidate'` is an outage.
   */
  plan: Plan
  /** The name of the variant, at most 256 characters. `null` if no variant applies, as for a disabled flag. */
  variant: string | null
  /**
   * The OpenFeature reason, such as `STATIC`, `TARGETING_MATCH`, `DEFAULT`, `DISABLED`, or `CACHED` (from an earlier
   * page).
   */
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
 * What a source reads for one subject. Without a plan, the app's `bootstrap` applies: the flag leaves the plan to the
 * code, as flagd's `defaultVariant: null` does.
 */
export type SourceReading = Omit<FlagReading, 'plan'> & { plan?: Plan | undefined }

/**
 * Evaluates the flag for a subject. `''` stands for predictions without a subject.
 *
 * After each flag update, it is called for `''` and for the other known subjects, up to 50 in all. For new subjects, it
 * is called on the live path. It must therefore be synchronous, without I/O, and take a few milliseconds at most. If the
 * reading for `''` is `forEveryone`, it is called for `''` only.
 *
 * It throws, preferably a `FlagOutageError`, if the flag has no valid plan for the subject. The subject then keeps its last
 * plan, or uses `bootstrap`, until the next flag update.
 */
export type ReadFlag = (subject: string) => SourceReading

/** The argument of `FlagSource.watch`. */
export interface FlagWatchContext {
  /** The platform of the client: clock, timers, network and locks. */
  platform: Platform
  /** The client's `experiment`, 1 to 100 characters. It is the flag's key unless the source uses another. */
  experiment: string
  /** A store that survives the page. Absent if nothing may be stored on the device. */
  store: SyncStore | undefined
  /**
   * Call this after each flag update: whenever the flag was fetched successfully, even if it has not changed, because an
   * unconfirmed reading expires. `readAt` is when the origin last confirmed the flag, in milliseconds since the epoch. It
   * defaults to now.
   *
   * If `read` throws for `''`, the flag update is an outage, and the last readings still apply. Never throws. Does nothing
   * after the watch was stopped.
   */
  onReading: (read: ReadFlag, readAt?: number) => void
  /**
   * Call this if the flag could not be fetched, parsed or evaluated. The last readings apply until they expire. The client
   * emits a `problem`, but only one for consecutive errors with the same message.
   */
  onOutage: (error: Error) => void
}

/** A watched flag. Its methods must not throw, and must not cause unhandled rejections. */
export interface FlagWatch {
  /**
   * Fetches the flag again without waiting for the interval, and ends a pause. Called when the page becomes visible, goes
   * online or is restored.
   */
  refresh(): void
  /**
   * Releases all locks, requests and channels until `refresh` is called. Called when the page is frozen or the user
   * leaves it.
   *
   * @default () => {}
   */
  pause?(): void
  /** Stops all timers, requests, locks and listeners for good. Called when the client is closed. */
  stop(): void
}

/** How long the last readings apply during an outage. */
export interface FlagExpiry {
  /**
   * If no flag update has confirmed a reading for this time, in milliseconds, shadowing stops. `serve` does not change. At
   * least 0; `Infinity` for never.
   *
   * @default 3_600_000 (1 hour)
   */
  shadowTtlMs?: number
  /**
   * If no flag update has confirmed a reading for this time, in milliseconds, `bootstrap` selects the serving model
   * again, and shadowing stops. At least 0. With `Infinity`, an outage never changes the serving model.
   *
   * @default Infinity
   */
  serveTtlMs?: number
}

/**
 * A source of plans: `flagdJson`, `openFeature`, or the app's own implementation. The client stores the last plans of up to
 * 50 subjects for the next page, unless `storage` is `memory`.
 */
export interface FlagSource extends FlagExpiry {
  /**
   * Starts to watch the flag. Called when the background code has loaded. If it throws or rejects, that is an outage. It is
   * then called again after 30 s, or when the page becomes visible, goes online or is restored.
   */
  watch(context: FlagWatchContext): FlagWatch | Promise<FlagWatch>
}
