import type { Pair } from '@shadow-mode/protocol'
import type { PrivacyOptions } from '../privacy/privacy-options.ts'

/**
 * What is kept of a prediction. Called in the background, on copies, in the order `record`, `fields`, `redact`. Where one
 * of them throws, or what they keep is not JSON or longer than the plan's `maxRecordLength`, the pair is dropped (`record`,
 * `oversize`) and never stored.
 */
export interface Recording<Input, Output> extends Pick<PrivacyOptions, 'fields'> {
  /** Takes what is kept out of inputs and outputs; synchronous. Default: all is kept. */
  record?:
    | {
        /** What is kept of an input, as JSON; called before the shadow call. `undefined` keeps nothing. Default: all of it. */
        input?: (input: Input) => unknown
        /** What is kept of an output, as JSON; called for each model. `undefined` keeps nothing. Default: all of it. */
        output?: (output: Output) => unknown
      }
    | undefined
  /**
   * Takes out of a pair, its error messages and tags included, what must not be stored: it comes before IndexedDB,
   * localStorage, the request of a closing page and the `pair` event. Synchronous; may not change the pair's id. When it
   * throws, the pair is dropped as `record`.
   */
  redact?: ((pair: Pair) => Pair) | undefined
}
