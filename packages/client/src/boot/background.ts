import type { CorePlatform, LifecycleEvent } from '../core/platform/platform.ts'
import type { FlushReason } from '../core/status/flush-reason.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import type { CompleteSample } from '../prediction/shadow/create-complete-sample.ts'
import type { ClientCore } from './client-core.ts'

/** The part of a client that is needed after the first live answer. It is loaded then, as a separate chunk. */
export interface Background<Input, Output> {
  complete: CompleteSample<Input, Output>
  /** Returns true if the serving candidate's answer violates a bound of the plan. Never throws. */
  violates(output: Output, reading: FlagReading): boolean
  /** The number of violations on this page, by the bound's id. */
  violated: Record<string, number>
  /** Replaces the core platform's `whenIdle`. */
  whenIdle: CorePlatform['whenIdle']
  /** Watches the flags and sends the pairs of earlier pages. */
  begin(): void
  /** On `exit` and `freeze`, abandon the runs before the call. */
  onLifecycle(event: LifecycleEvent): void
  flush(reason: FlushReason): Promise<void>
  /** Deletes queued pairs and outcomes, and the cached plan. */
  clear(): Promise<void>
  close(): Promise<void>
}

export type OpenBackground = <Input, Output>(core: ClientCore<Input, Output>) => Background<Input, Output>
