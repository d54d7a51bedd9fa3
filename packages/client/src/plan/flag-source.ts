import type { Plan } from '@shadow-mode/protocol'
import type { Platform } from '../platform/platform.ts'

/** What a flag says now: an order, to be followed at once. */
export interface FlagReading {
  plan: Plan
  /** `null` where no variant applies, such as a disabled flag. */
  variant: string | null
  /** Version of the flag definition; travels with each pair. */
  flagVersion?: string
}

export interface FlagWatchContext {
  platform: Platform
  /** The flag's key. */
  experiment: string
  onReading: (reading: FlagReading) => void
  /** The flag could not be read, parsed or evaluated: the last reading goes on, until it expires. */
  onOutage: (error: Error) => void
}

export interface FlagWatch {
  /** Reads the flag again soon, without waiting for the interval. */
  refresh(): void
  stop(): void
}

/** Where a client's plan comes from when it is not fixed: see `flagdJson`. */
export interface FlagSource {
  /**
   * Called after the first live answer, or 2 s after the client was made. When it fails, that is an outage, and it is
   * called again.
   */
  watch(context: FlagWatchContext): FlagWatch | Promise<FlagWatch>
}
