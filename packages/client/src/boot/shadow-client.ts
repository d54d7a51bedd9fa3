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
   * If the candidate serves and fails, times out or violates a bound of the plan, the live model answers the same call, and
   * `predict` settles as the live model does.
   *
   * The input and output of a sampled prediction are copied. If they cannot be copied, for example because they contain
   * functions or symbols, the prediction is counted as dropped.
   */
  predict: Predict<Input, Output>
  /**
   * Records the ground truth for a prediction of this page or an earlier one, by its reference or the id of its pair. The
   * outcome is stored and delivered like a pair, regardless of the plan. Does nothing without consent or after an opt-out.
   * Never throws: an invalid outcome is dropped as `record`, and a `problem` event contains an `InvalidOptionError` that
   * names the field.
   */
  recordOutcome(outcome: OutcomeInput): void
  /**
   * Sends all queued pairs and outcomes, if the person consents. Resolves when they are delivered, or when nothing more can
   * be sent for now. After an opt-out that discards them, deletes them instead. Never rejects.
   *
   * One page of an origin sends at a time. If another one is sending, `flush` waits for at most 10 seconds. If that
   * page still sends then, a `flush-failed` event says so, and everything stays queued. If it was frozen or suspended,
   * this page takes over within a minute.
   */
  flush(): Promise<void>
  /** Returns the plan, and counts of all sampled predictions of this experiment on this device. */
  status(): Status
  /** Calls `listener` for every event. See `Listener`. Returns a function that unsubscribes. */
  subscribe(listener: Listener): () => void
  /**
   * Opts the person out of this experiment, in every tab and after reloads. `predict` still serves, and flags are still
   * read, but nothing more is recorded. Current runs are dropped as `privacy`. Call it for each experiment of the app.
   *
   * The choice is stored as one word in localStorage (AsyncStorage in React Native), even with `storage: 'memory'`. If it
   * cannot be stored, it applies to this page only. Resolves when the queued pairs and outcomes are deleted or sent. If
   * that fails, a `problem` event contains the error, and the client tries again later. Never rejects.
   */
  optOut(options?: OptOutOptions): Promise<void>
  /** Reverts `optOut`. What `optOut` has deleted stays deleted. */
  optIn(): void
  /**
   * Clears the person's data on this device, for example at logout. Current runs of this tab are aborted, and the queued
   * pairs and outcomes of this experiment are deleted. All of these are counted as `privacy`. It also deletes the cached
   * plans of this experiment, for all subjects, and the anonymous id that all experiments share (see `flagdJson`). The
   * counters and the choice of `optOut` stay.
   *
   * Resolves when everything is done. If something fails, a `problem` event contains the error. Never rejects.
   */
  clear(): Promise<void>
  /**
   * Ends all shadow work. Current runs are dropped as `exit`. Queued pairs stay on the device for the next page. `predict`
   * continues to serve, without shadow runs, but flags are no longer read. Does not wait for a flush: it ends without an
   * answer of the collector.
   */
  close(): Promise<void>
}
