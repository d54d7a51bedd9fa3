import type { Role } from '@shadow-mode/protocol'
import type { CorePlatform } from '../../core/platform/platform.ts'
import type { FlagReading } from '../../plan/flag-source.ts'
import type { Answers } from '../call/answer.ts'
import { copy } from '../call/copy.ts'
import type { PredictOptions } from '../options/predict-options.ts'
import type { Runs } from '../shadow/create-runs.ts'
import type { Sample } from '../shadow/sample.ts'

/** Told once how the live path ended. Never throws. */
type Observation<Output> = (served: Role, answers: Answers<Output>) => void

/**
 * Draws whether a prediction is sampled and begins to observe it; called right after its serving call was made.
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
  /** Whether the person lets predictions be observed. */
  mayObserve: () => boolean
  /** Takes over in the background. */
  complete: (sample: Sample<Input, Output>) => void
  /** Tells it later: no listener may run on the live path. */
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
      // After all that may throw: an open run must come to an end.
      const run = runs.open(typeof subject === 'string' ? subject : '')
      let copied: Input | undefined
      let lost: Sample<Input, Output>['lost']
      // What runs is bounded like what waits on the device.
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
          // The app may change its answer as soon as it has it. Errors stay: a copy would lose their names.
          for (const answer of [answers.live, answers.candidate]) {
            if (answer?.status === 'ok') answer.output = copy(answer.output)
          }
        } catch {
          lost ??= 'record'
        }
        // Also what is lost: its listeners must not run on the live path.
        complete({ ...drawn, run, input: copied, lost, served, answers, settledAt })
      }
    } catch (error) {
      onProblem(error)
      return undefined
    }
  }
