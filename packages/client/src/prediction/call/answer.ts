import type { Role } from '@shadow-mode/protocol'
import type { CallFacts } from '../../core/model/model.ts'

/** The result of one call of a model. `aborted`: the caller has aborted the call. */
export type Answer<Output> = { durationMs: number; facts: CallFacts } & (
  | { status: 'ok'; output: Output }
  | { status: 'error'; error: unknown }
  | { status: 'timeout' }
  | { status: 'aborted' }
)

/** The answers by model. A model that was not called is absent. */
export type Answers<Output> = Partial<Record<Role, Answer<Output>>>
