import type { Role, Runtime } from '@shadow-mode/protocol'

/** What a model may tell about a call beside its answer. */
export interface CallFacts {
  /** 100 to 599. */
  httpStatus?: number
  /** Of a model on the device: see `Runtime`. */
  runtime?: Runtime
  /** Length of the bodies sent and received, in characters: for the plan's `maxBytesPerMinute`. */
  bytes?: number
  /** The `Retry-After` of a 429 or 503, in either form: for the breaker. */
  retryAfter?: string | null
}

/** Set on the shadow call only, whichever model it goes to. */
export interface ShadowCall {
  /** The model that is being called. */
  role: Role
  /** The id of the pair that the call will be part of. */
  pairId: string
  /** The live model is asked once more, to know how far it disagrees with itself: nothing may answer from a cache. */
  repeat?: true
}

/** What a model is told of a call, and may tell. */
export interface CallContext {
  /**
   * Serving call: the app's own signal, `undefined` when it gave none; while the candidate serves, also aborted by the
   * plan's `timeoutMs`. Shadow call: always there; aborted on timeout (its reason a `TimeoutError`), switch-off and page
   * exit (an `AbortError`).
   */
  signal: AbortSignal | undefined
  /** Absent when the call serves. */
  shadow?: ShadowCall
  /**
   * May be called any number of times before the call settles; later facts overwrite earlier ones, and what comes
   * after it is ignored.
   */
  note: (facts: CallFacts) => void
}

/** A model: anything that turns an input into an output and says which version of it did so. */
export interface Model<Input, Output> {
  /** Recorded with each pair: 1 to 256 characters. A new model needs a new one. */
  version: string
  /**
   * Rejects with the model's own error. Must not change `input`. On the live path its promise is what the app gets.
   */
  predict(input: Input, context: CallContext): Promise<Output>
  /**
   * Asking twice changes nothing and costs nobody anything: the plan's `noiseRate` may ask the live model a second time.
   * Default false.
   */
  idempotent?: boolean | undefined
  /**
   * Where the calls go, so that shadow calls can leave its connections to the live model: an origin such as
   * `https://api.example`; `null` for a model on the device; absent when not known.
   */
  origin?: string | null | undefined
  /** Called when shadowing is switched off or the client closed: free what the model holds (a worker). It may be used again. */
  stop?(): void
}
