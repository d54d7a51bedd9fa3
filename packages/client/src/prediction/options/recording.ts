import type { Pair } from '@shadow-mode/protocol'
import type { PrivacyOptions } from '../privacy/privacy-options.ts'

/**
 * Controls what is recorded of a prediction. These functions run in the background and on copies. `record` runs first, then
 * `fields`, then `redact`.
 *
 * What they return becomes JSON: a typed array, a `Map` and a `Set` are arrays, and a `BigInt` is a number up to
 * `Number.MAX_SAFE_INTEGER` and a decimal string beyond.
 *
 * If one of them throws or a result has no JSON, the pair is dropped as `record`. If the result is longer than the plan's
 * `maxRecordLength`, the pair is dropped as `oversize`. Such a pair is never stored.
 */
export interface Recording<Input, Output> extends Pick<PrivacyOptions, 'fields'> {
  /**
   * Selects what is recorded of inputs and outputs. The functions must be synchronous.
   *
   * @default {} (inputs and outputs are recorded in full)
   * @example
   * ```ts
   * record: { input: ({ income, age }) => ({ income, age }), output: ({ score }) => score }
   * ```
   */
  record?:
    | {
        /**
         * Returns what is recorded of an input, as JSON. Return `undefined` to record nothing. Runs before the shadow call.
         *
         * @default input => input
         */
        input?: (input: Input) => unknown
        /**
         * Returns what is recorded of an output, as JSON. Return `undefined` to record nothing. Runs for each answer of a
         * model.
         *
         * @default output => output
         */
        output?: (output: Output) => unknown
      }
    | undefined
  /**
   * Removes what must not be stored from a pair, including its error messages and tags. It runs before the pair is stored,
   * sent, or emitted as a `pair` event. It must be synchronous and must not change the pair's id. Otherwise, or if it
   * throws, the pair is dropped as `record`.
   *
   * @default pair => pair
   * @example
   * ```ts
   * redact: pair => ({ ...pair, context: { ...pair.context, page: '/redacted' } })
   * ```
   */
  redact?: ((pair: Pair) => Pair) | undefined
}
