import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import type { Plans } from '../create-plans.ts'
import type { FlagSource } from '../flag-source.ts'
import type { CleanReading } from './create-reading-cleaner.ts'

export interface WatchPlanOptions {
  platform: Platform
  experiment: string
  flags: FlagSource
  /** Keeps the last readings for the next page. Undefined if nothing can or may be stored on the device. */
  store: SyncStore | undefined
  plans: Plans
  clean: CleanReading
  /**
   * Called after the first flag update, and when the plan of at least one subject has changed since. `isConfirmed` is
   * false if it changed because it expired.
   */
  onChange: (isConfirmed: boolean) => void
  /** Reports an error. It is called on the live path too, where no listener may run. */
  onProblem: (thrown: unknown) => void
}
