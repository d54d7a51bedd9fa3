import type { Pair } from '@shadow-mode/protocol'

/** What is kept of a prediction. Called in the background, on copies. */
export interface Recording<Input, Output> {
  record?:
    | {
        /** What is kept of an input, as JSON. `undefined` keeps nothing. Default: all of it. */
        input?: (input: Input) => unknown
        /** What is kept of an output, as JSON. `undefined` keeps nothing. Default: all of it. */
        output?: (output: Output) => unknown
      }
    | undefined
  /** Takes out of a pair what must not be stored. It may not change the pair's id. */
  redact?: ((pair: Pair) => Pair) | undefined
}
