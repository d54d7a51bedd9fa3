import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import type { Plans } from '../create-plans.ts'
import type { FlagReading, FlagSource } from '../flag-source.ts'

export interface WatchPlanOptions {
  platform: Platform
  experiment: string
  flags: FlagSource
  /** Stores the last readings for the next page. Absent if nothing may be stored on the device. */
  store: SyncStore | undefined
  plans: Plans
  /** Removes the invalid parts of a reading. */
  clean: (reading: FlagReading) => FlagReading
  /** The plan of at least one subject has changed, because of a new reading or because it expired. */
  onChange: (isNewReading: boolean) => void
  /** Reports an error. It is called on the live path too, where no listener may run. */
  onProblem: (thrown: unknown) => void
}
