import type { Role, Runtime } from '@shadow-mode/protocol'

/** Facts about a call that a model can report besides its output. */
export interface CallFacts {
  /** The HTTP status, 100 to 599. */
  httpStatus?: number
  /** The runtime of a model on the device. See `Runtime`. */
  runtime?: Runtime
  /**
   * The length of the request and response bodies, in characters. Shadow calls add it to the plan's `maxBytesPerMinute`.
   */
  bytes?: number
  /** The text that the model sent for the input. See `Model.toBody`. */
  body?: string
  /** The `Retry-After` header, in seconds or as an HTTP date. The circuit breaker honours it for a 429 or 503. */
  retryAfter?: string | null
}

/** Describes a shadow call. Both models can get shadow calls. */
export interface ShadowCall {
  /** The model that is being called. */
  role: Role
  /** The id of the pair that will contain the result. */
  pairId: string
  /** Set when the live model is called again to measure its noise. The response must not come from a cache. */
  repeat?: true
}

/** The second argument of `Model.predict`. */
export interface CallContext {
  /**
   * For a serving call of the live model: the app's signal, or `undefined` if the app passed none.
   *
   * For a serving call of the candidate: always set. It aborts with the app's signal, and with a `TimeoutError` after the
   * plan's `timeoutMs`.
   *
   * For a shadow call: always set. It aborts with a `TimeoutError` after the plan's `timeoutMs`, and with an `AbortError`
   * when the run is abandoned, for example because shadowing is switched off or the user leaves the page.
   */
  signal: AbortSignal | undefined
  /** Set for shadow calls only. */
  shadow?: ShadowCall
  /**
   * Reports facts about the call. It can be called several times: later facts overwrite earlier ones. It has no effect
   * after the call has settled or timed out.
   */
  note: (facts: CallFacts) => void
}

/**
 * A model that turns an input into an output.
 *
 * @example
 * ```ts
 * const live: Model<Applicant, number> = {
 *   version: '2024-06-01',
 *   predict: async (applicant, { signal }) => score(applicant, signal),
 * }
 * ```
 */
export interface Model<Input, Output> {
  /** Recorded with each pair, 1 to 256 characters. Change it whenever the model changes. */
  version: string
  /**
   * Runs the model. Must not change `input`. The client's `predict` settles as the promise of the model that answers it.
   */
  predict(input: Input, context: CallContext): Promise<Output>
  /**
   * Whether the model can be called twice for one input without side effects. The plan's `noiseRate` requires it of the
   * live model.
   *
   * @default false
   */
  idempotent?: boolean | undefined
  /**
   * The origin that the model calls, such as `https://api.example`, or `null` for a model on the device. The client
   * limits concurrent shadow calls per origin, so that they do not take connections from the live model.
   *
   * @default undefined (all models of unknown origin share one limit)
   */
  origin?: string | null | undefined
  /**
   * Returns the text that the model sends for an input. `httpModel` has it.
   *
   * An input may contain objects that cannot be copied, such as an instance of a class. If the model that serves has
   * `toBody`, the other model gets their JSON form, as long as `toBody` returns for it what the model reported as
   * `CallFacts.body`. Otherwise, the prediction is dropped as `unclonable`.
   *
   * @default undefined
   */
  toBody?(input: Input): string
  /**
   * Releases resources such as a worker. Called when shadowing is off and the model does not serve, and when the client is
   * closed, but never during a serving call. The model may be used again.
   */
  stop?(): void
}
