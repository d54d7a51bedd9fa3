import type { Pair } from '@shadow-mode/protocol'
import type { PrivacyOptions } from '../privacy/privacy-options.ts'

/** What is kept of a prediction. Called in the background, on copies. */
export interface Recording<Input, Output> extends Pick<PrivacyOptions, 'fields'> {
  record?:
    | {
        /** What is kept of an input, as JSON. `undefined` keeps nothing. Default: all of it. */
        input?: (input: Input) => unknown
        /** What is kept of an output, as JSON. `undefined` keeps nothing. Default: all of it. */
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
