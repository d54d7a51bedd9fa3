import type { Role } from '@shadow-mode/protocol'
import type { Model } from '../model/model.ts'
import type { ClientOptions } from '../options/client-options.ts'
import type { Plans } from '../plan/create-plans.ts'
import type { CorePlatform } from '../platform/platform.ts'
import type { Gate } from '../privacy/create-gate.ts'
import type { Runs } from '../shadow/create-runs.ts'
import type { ShadowEvent } from '../status/status.ts'
import type { Tally } from '../tally/create-tally.ts'

/** What the core shares with its background. */
export interface Core<Input, Output> {
  options: ClientOptions<Input, Output>
  platform: CorePlatform
  models: Record<Role, Model<Input, Output>>
  tally: Tally
  /** Of outcomes. */
  outcomes: Tally
  gate: Gate
  runs: Runs
  plans: Plans
  emit: (event: ShadowEvent) => void
  onProblem: (thrown: unknown) => void
}
