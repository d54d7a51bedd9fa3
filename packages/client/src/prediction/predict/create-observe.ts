import type { Role } from '@shadow-mode/protocol'
import type { Model } from '../../core/model/model.ts'
import type { CorePlatform } from '../../core/platform/platform.ts'
import { copy } from '../../core/values/copy.ts'
import type { FlagReading } from '../../plan/flag-source.ts'
import type { Answers } from '../call/answer.ts'
import type { PredictOptions } from '../options/predict-options.ts'
import type { Gate } from '../privacy/create-gate.ts'
import type { Runs } from '../shadow/create-runs.ts'
import type { AnySample } from '../shadow/sample.ts'

/** Reports the answers of the live path. Called once, when the live path has ended. Never throws. */
type ReportAnswers<Output> = (served: Role, answers: Answers<Output>) => void

/**
 * Decides whether a prediction is sampled. If so, starts its run and returns a function that reports the answers. If not,
 * returns `undefined`. Called right after the serving call has started. Never throws.
 */
export type Observe<Input, Output> = (
  input: Input,
  options: PredictOptions,
  reading: FlagReading,
) => ReportAnswers<Output> | undefined

export interface ObserveParts<Input, Output> {
  platform: CorePlatform
  /** Includes the models as the app has passed them. */
  options: Record<Role, Pick<Model<Input, Output>, 'toBody'>>
  runs: Runs
  gate: Pick<Gate, 'canRecord'>
  /** Completes or drops the sample in the background. */
  complete: (sample: AnySample<Input, Output>) => void
  /** Reports an error. Must defer it, because no listener may run on the live path. */
  onProblem: (thrown: unknown) => void
}

export const createObserve =
  <Input, Output>({
    platform,
    options: models,
    runs,
    gate,
    complete,
    onProblem,
  }: ObserveParts<Input, Output>): Observe<Input, Output> =>
  (input, options, reading) => {
    const { serve, shadowRate, maxQueuedPairs } = reading.plan
    try {
      if (!(platform.random() < shadowRate) || !gate.canRecord()) return undefined
      const { subject, reference, tags } = options
      const captured = {
        reading,
        // The tags are checked later. An app without TypeScript may pass anything.
        options: { subject, reference, tags: Object(tags) === tags ? { ...tags } : tags },
        capturedAtMs: platform.now(),
        page: platform.page(),
      }
      // After everything that can throw, because a run that has started must end.
      const run = runs.open(typeof subject === 'string' ? subject : '')
      // Limits the pending runs to `maxQueuedPairs`.
      const copied = runs.size() > maxQueuedPairs ? undefined : copy(input, models[serve].toBody)
      return (served, answers) => {
        // Outputs are copied, because the app may mutate them. Errors are not, because a copy would lose their names.
        for (const answer of Object.values(answers)) answer.copied = copy(answer.output, true)
        // Lost predictions, too, are dropped only in the background, because no listener may run on the live path.
        complete({ ...captured, run, copied, served, answers, settledAt: platform.monotonic() })
      }
    } catch (error) {
      onProblem(error)
      return undefined
    }
  }
