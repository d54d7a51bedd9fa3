import type { CorePlatform, LifecycleEvent } from '../core/platform/platform.ts'
import type { FlushReason } from '../core/status/flush-reason.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import type { CompleteSample } from '../prediction/shadow/create-complete-sample.ts'
import type { Core } from './core.ts'

/** What a client needs only once the first live answer is there. Loaded then, as a chunk of its own. */
export interface Background<Input, Output> {
  complete: CompleteSample<Input, Output>
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

export type OpenBackground = <Input, Output>(core: Core<Input, Output>) => Background<Input, Output>
