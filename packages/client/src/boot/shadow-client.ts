import type { Listener } from '../core/status/create-events.ts'
import type { Status } from '../core/status/status.ts'
import type { OutcomeInput } from '../delivery/outcome/outcome-input.ts'
import type { Predict } from '../prediction/options/predict-options.ts'
import type { OptOutOptions } from '../prediction/privacy/privacy-options.ts'

/** Runs one experiment on this page. */
export interface ShadowClient<Input, Output> {
  /**
   * Calls the serving model and settles exactly as it does, with the same value, error or abort. If the plan samples the
   * prediction, the other model gets a copy of the input afterwards, in the background.
   *
   * If the candidate serves and fails, times out or violates a bound of the plan, the live model answers the same call.
   *
   * The input and output of a sampled prediction are copied. If they cannot be copied, for example because they contain
   * functions or symbols, the prediction is counted as lost.
   */
  predict: Predict<Input, Output>
  /**
   * Records the ground truth for a prediction of this page or an earlier one, by its reference or the id of its pair. The
   * outcome is stored and delivered like a pair, regardless of the plan. Never throws: an invalid outcome is dropped as
   * `record`, and a `problem` event carries an `InvalidOptionError` that names the field.
   */
  recordOutcome(outcome: OutcomeInput): void
  /**
   * Sends all queued pairs and outcomes. Resolves when they are delivered, or when no attempt can succeed for now. Never
   * rejects.
   */
  flush(): Promise<void>
  /** Returns the plan and the state of every sampled prediction of this experiment on this device. */
  status(): Status
  /** Calls `listener` for every event. See `Listener`. Returns a function that unsubscribes. */
  subscribe(listener: Listener): () => void
  /**
   * Opts the person out of this experiment, in every tab and after reloads. `predict` still serves, but nothing else
   * happens. Current runs are dropped as `privacy`. Call it for each experiment of the app.
   *
   * The choice is stored as one word in localStorage, even with `storage: 'memory'`. Without localStorage, it applies to
   * this page only. Resolves when the queued pairs and outcomes are deleted or sent. If that fails, the next page tries
   * again. Never rejects.
   */
  optOut(options?: OptOutOptions): Promise<void>
  /** Reverts `optOut`. */
  optIn(): void
  /**
   * Clears the person's data, for example at logout. Aborts current runs, and deletes the queued pairs and outcomes of
   * this experiment on this device. Both are counted as `privacy`. Also deletes the cached plan. The counters and the
   * choice of `optOut` stay. Resolves when it is done. A `problem` event reports a failure.
   */
  clear(): Promise<void>
  /**
   * Ends all shadow work. Current runs are dropped as `exit`. Queued pairs stay on the device for the next page. `predict`
   * continues to serve, without shadow runs.
   */
  close(): Promise<void>
}
