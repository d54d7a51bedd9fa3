import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import type { Plans } from '../create-plans.ts'
import type { FlagReading, FlagSource } from '../flag-source.ts'

export interface WatchPlanOptions {
  platform: Platform
  experiment: string
  flags: FlagSource
  /** Keeps the last readings for the next page; absent where nothing may be left on the device. */
  store: SyncStore | undefined
  plans: Plans
  /** What of a reading can be followed. */
  checked: (reading: FlagReading) => FlagReading
  /** The plan of some subject has changed. `ordered`: the source said so; otherwise it has expired. */
  onChange: (ordered: boolean) => void
  /** Also called on the live path, where no listener may run. */
  onProblem: (thrown: unknown) => void
}
