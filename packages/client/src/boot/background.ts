import type { CorePlatform, LifecycleEvent } from '../core/platform/platform.ts'
import type { FlushReason } from '../core/status/flush-reason.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import type { CompleteSample } from '../prediction/shadow/create-complete-sample.ts'
import type { ClientCore } from './client-core.ts'

/** The part of a client that is loaded after the first live answer, as a chunk of its own. */
export interface Background<Input, Output> {
  complete: CompleteSample<Input, Output>
  /** Returns true if the serving candidate's answer violates a bound of the plan, or a bound is invalid. Never throws. */
  violates(output: Output, reading: FlagReading): boolean
  /** See `Status.violated`. */
  violated: Record<string, number>
  /** Uses background-priority tasks where the browser has them. */
  whenIdle: CorePlatform['whenIdle']
  /** Watches the flags and sends the pairs of earlier pages. */
  begin(): void
  /** Call it for each lifecycle event. Before you call it for `exit` or `freeze`, abandon the runs. */
  onLifecycle(event: LifecycleEvent): void
  /** See `Outboxes.flush`. */
  flush(reason: FlushReason): Promise<void>
  /** Ends all runs, and deletes queued pairs and outcomes, the cached plans and the anonymous id. May reject. */
  clear(): Promise<void>
  close(): Promise<void>
}

export type OpenBackground = <Input, Output>(core: ClientCore<Input, Output>) => Background<Input, Output>
