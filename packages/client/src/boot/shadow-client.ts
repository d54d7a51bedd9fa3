import type { Listener } from '../core/status/create-events.ts'
import type { Status } from '../core/status/status.ts'
import type { OutcomeInput } from '../delivery/outcome/outcome-input.ts'
import type { Predict } from '../prediction/options/predict-options.ts'
import type { OptOutOptions } from '../prediction/privacy/privacy-options.ts'

/** Runs one experiment on this page. */
export interface ShadowClient<Input, Output> {
  /**
   * Asks the model that serves and settles exactly as it does: same value, same error, same abort. When the plan says
   * so, the other model gets a copy of the input afterwards, in the background.
   *
   * While the candidate serves, its error, timeout or an answer that breaks a bound of the plan is answered for by the
   * live model in the same call.
   *
   * Input and output of a sampled prediction are copied by value; where that fails (functions, symbols)
   * the prediction is counted as lost.
   */
  predict: Predict<Input, Output>
  /**
   * Records what later proved true of a prediction, by its reference or the id of its pair, on this page or any later
   * one. It waits on the device and is delivered like a pair, whatever the plan says. Never throws: what is no outcome is
   * dropped as `record`, and a `problem` event brings an `InvalidOptionError` that names the field.
   */
  recordOutcome(outcome: OutcomeInput): void
  /** Sends the pairs and outcomes that wait; resolves when they are delivered or no attempt can succeed now. Never rejects. */
  flush(): Promise<void>
  /** Where every sampled prediction of this experiment on this device is. */
  status(): Status
  /** Calls `listener` at every event, as `Listener` says. Returns a function that ends the subscription. */
  subscribe(listener: Listener): () => void
  /**
   * The person objects: from now on, in every tab and after reloads, predictions of this experiment are served and nothing
   * else. Runs under way are dropped as `privacy`. Kept as one word in localStorage, also with `storage: 'memory'`; where
   * there is none it holds for this page. Resolves when what waits is deleted or sent, or that will be tried again at
   * the next page. Never rejects. An app with several experiments opts out of each.
   */
  optOut(options?: OptOutOptions): Promise<void>
  /** Takes `optOut` back. */
  optIn(): void
  /**
   * For logout: ends what runs, deletes what waits of this experiment on this device (both counted as `privacy`) and the
   * flag's last plan. The counters and the choice of `optOut` stay: they are not about the person. Resolves when it is done;
   * what fails is told as a `problem`.
   */
  clear(): Promise<void>
  /**
   * Ends all shadow work: runs under way are dropped as `exit`, what waits stays on the device for the next page.
   * `predict` goes on to serve, without a shadow.
   */
  close(): Promise<void>
}
