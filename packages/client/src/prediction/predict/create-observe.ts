import type { Role } from '@shadow-mode/protocol'
import type { CorePlatform } from '../../core/platform/platform.ts'
import type { FlagReading } from '../../plan/flag-source.ts'
import type { Answers } from '../call/answer.ts'
import { copy } from '../call/copy.ts'
import type { PredictOptions } from '../options/predict-options.ts'
import type { Runs } from '../shadow/create-runs.ts'
import type { Sample } from '../shadow/sample.ts'

/** Called once when the live path has ended. Never throws. */
type Observation<Output> = (served: Role, answers: Answers<Output>) => void

/**
 * Decides whether a prediction is sampled, and starts to observe it. Called right after the serving call has started.
 * Never throws.
 */
export type Observe<Input, Output> = (
  input: Input,
  options: PredictOptions,
  reading: FlagReading,
) => Observation<Output> | undefined

export interface ObserveParts<Input, Output> {
  platform: CorePlatform
  runs: Runs
  /** Whether predictions may be recorded. */
  mayObserve: () => boolean
  /** Continues in the background. */
  complete: (sample: Sample<Input, Output>) => void
  /** Reports an error. Must defer it, because no listener may run on the live path. */
  onProblem: (thrown: unknown) => void
}

export const createObserve =
  <Input, Output>({
    platform,
    runs,
    mayObserve,
    complete,
    onProblem,
  }: ObserveParts<Input, Output>): Observe<Input, Output> =>
  (input, options, reading) => {
    const { shadowRate, maxQueuedPairs } = reading.plan
    try {
      if (!(platform.random() < shadowRate) || !mayObserve()) return undefined
      const { subject, reference, tags } = options
      const drawn = {
        reading,
        options: { subject, reference, tags: copy(tags) },
        capturedAtMs: platform.now(),
        page: platform.page(),
      }
      // Opened after everything that can throw, because an open run must end.
      const run = runs.open(typeof subject === 'string' ? subject : '')
      let copied: Input | undefined
      let lost: Sample<Input, Output>['lost']
      // Limits the pending runs to the size of the queue.
      if (runs.size() > maxQueuedPairs) lost = 'busy'
      else {
        try {
          copied = copy(input)
        } catch {
          lost = 'unclonable'
        }
      }
      return (served, answers) => {
        const settledAt = platform.monotonic()
        try {
          // Copied, because the app may mutate its output. Errors are not copied, since a copy would lose their names.
          for (const answer of [answers.live, answers.candidate]) {
            if (answer?.status === 'ok') answer.output = copy(answer.output)
          }
        } catch {
          lost ??= 'record'
        }
        // Lost predictions are passed on too, because listeners must not run on the live path.
        complete({ ...drawn, run, input: copied, lost, served, answers, settledAt })
      }
    } catch (error) {
      onProblem(error)
      return undefined
    }
  }
