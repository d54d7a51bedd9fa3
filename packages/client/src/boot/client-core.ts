import type { Role } from '@shadow-mode/protocol'
import type { Model } from '../core/model/model.ts'
import type { CorePlatform } from '../core/platform/platform.ts'
import type { ShadowEvent } from '../core/status/status.ts'
import type { Tally } from '../delivery/tally/create-tally.ts'
import type { Plans } from '../plan/create-plans.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import type { Gate } from '../prediction/privacy/create-gate.ts'
import type { Runs } from '../prediction/shadow/create-runs.ts'

/** The parts of a client that load with the page and that the background code shares. */
export interface ClientCore<Input, Output> {
  options: ClientOptions<Input, Output>
  platform: CorePlatform
  models: Record<Role, Model<Input, Output>>
  /** Counts predictions until the outbox has loaded, and passes them on afterwards. */
  pairTally: Tally
  /** Counts and holds outcomes until their outbox has loaded, and passes them on afterwards. */
  outcomeTally: Tally
  gate: Gate
  runs: Runs
  plans: Plans
  emit: (event: ShadowEvent) => void
  onProblem: (thrown: unknown) => void
}
