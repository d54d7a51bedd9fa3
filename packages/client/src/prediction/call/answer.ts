import type { Role } from '@shadow-mode/protocol'
import type { CallFacts } from '../../core/model/model.ts'
import type { Copied } from '../../core/values/copy.ts'

/** The result of one call of a model. `aborted`: the caller has aborted the call. */
export type Answer<Output> = {
  durationMs: number
  facts: CallFacts
  /** Set if the status is `ok`. */
  output?: Output | undefined
  /** A copy of the output, which the app and the model cannot mutate. */
  copied?: Copied<Output | undefined>
} & ({ status: 'ok' } | { status: 'error'; error: unknown } | { status: 'timeout' } | { status: 'aborted' })

/** The answers by model. A model that was not called is absent. */
export type Answers<Output> = Partial<Record<Role, Answer<Output>>>
