import type { Role } from '@shadow-mode/protocol'
import type { Model } from '../model/model.ts'
import type { ClientOptions } from '../options/client-options.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import type { Plans } from '../plan/create-plans.ts'
import type { CorePlatform, LifecycleEvent } from '../platform/platform.ts'
import type { Gate } from '../privacy/create-gate.ts'
import type { Runs } from '../shadow/create-runs.ts'
import type { Follow } from '../shadow/create-follow.ts'
import type { FlushReason } from '../status/flush-reason.ts'
import type { ShadowEvent } from '../status/status.ts'
import type { Tally } from '../tally/create-tally.ts'

/** What a client needs only once the first live answer is there. Loaded then, as a chunk of its own. */
export interface Background<Input, Output> {
  follow: Follow<Input, Output>
  /** Whether the serving candidate's answer breaks a bound of the plan. Never throws. */
  violates(output: Output, reading: FlagReading): boolean
  /** How often each bound was violated on this page, by its id. */
  violated: Record<string, number>
  /** The page's own idle moments, or better ones. */
  whenIdle: CorePlatform['whenIdle']
  /** Begins to watch the flags and sends what earlier pages left. */
  begin(): void
  /** `exit` and `freeze` come after the runs were abandoned. */
  onLifecycle(event: LifecycleEvent): void
  flush(reason: FlushReason): Promise<void>
  /** Deletes what waits, and the plan that was kept. */
  clear(): Promise<void>
  close(): Promise<void>
}

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

export type OpenBackground = <Input, Output>(core: Core<Input, Output>) => Background<Input, Output>
