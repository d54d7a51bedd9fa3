import type { Role } from '@shadow-mode/protocol'
import { toError } from '../../core/errors/to-error.ts'
import { own } from '../../core/guard/own.ts'
import type { Model } from '../../core/model/model.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import { copy } from '../../core/values/copy.ts'
import type { Outbox } from '../../delivery/outbox/outbox.ts'
import { checkBounds } from '../../plan/bounds/check-bounds.ts'
import { copyOutput } from '../call/copy-output.ts'
import { takeCopy } from '../call/take-copy.ts'
import type { Recording } from '../options/recording.ts'
import { buildPair, type PairParts } from '../pair/build-pair.ts'
import { pairId } from '../pair/pair-id.ts'
import { refusePromise } from '../pair/refuse-promise.ts'
import type { Gate } from '../privacy/create-gate.ts'
import type { Run } from './create-runs.ts'
import { isFaithful } from './is-faithful.ts'
import type { MakeShadowCall } from './limit-shadow-calls.ts'
import type { Sample } from './sample.ts'

export interface CompletionParts<Input, Output> extends PairParts<Input, Output> {
  platform: Platform
  models: Record<Role, Model<Input, Output>>
  /** Includes the models as the app has passed them. */
  recording: Recording<Input, Output> & Record<Role, Pick<Model<Input, Output>, 'toBody'>>
  /** Makes a shadow call within the limits. */
  call: MakeShadowCall<Input, Output>
  outbox: Pick<Outbox, 'add'>
  /** The number of violations by bound id, which completed samples increase. */
  violated: Record<string, number>
  gate: Pick<Gate, 'canRecord'>
  emit: (event: ShadowEvent) => void
}

/**
 * Makes the shadow calls of a sampled prediction, builds its pair and stores it, or drops the prediction. Never rejects.
 */
export type CompleteSample<Input, Output> = (sample: Sample<Input, Output>) => Promise<void>

/** How many different errors of ours are reported. */
const MAX_TOLD = 50

export const createCompleteSample = <Input, Output>(
  parts: CompletionParts<Input, Output>,
): CompleteSample<Input, Output> => {
  const { platform, models, recording, call, outbox, violated, gate, emit } = parts
  const { record } = recording
  const told = new Set<string>()

  /** Drops the prediction and reports the error. An error of ours is reported once, because each prediction may repeat it. */
  const lose = (run: Run, thrown: unknown) => {
    const error = toError(thrown)
    const { code } = Object(error)
    if (!code || (told.size < MAX_TOLD && told.size !== told.add(error.message).size))
      emit({ type: 'problem', error })
    run.drop(code === 'unclonable' || code === 'oversize' || code === 'not-loaded' ? code : 'record')
  }

  return async sample => {
    const { run, copied, served, answers, reading } = sample
    const { plan } = reading
    if (run.hasEnded()) return
    try {
      if (!gate.canRecord()) return run.drop('privacy')
      const sent = answers[plan.serve]?.facts.body ?? ''
      const input = takeCopy(copied, 'input', 'unclonable', isFaithful(copied, recording[plan.serve], sent))
      for (const answer of Object.values(answers)) copyOutput(answer)
      const id = pairId(platform, sample.capturedAtMs)
      const role = served === 'live' ? 'candidate' : 'live'
      // Runs before the shadow call. If it throws, the call is not needed. If it records nothing, no copy is needed.
      const recorded: unknown = record?.input ? record.input(input) : input
      if (record) refusePromise(recorded, 'record')
      const isRepeated = models.live.idempotent && platform.random() < plan.noiseRate
      // Each call gets its own copy. Otherwise, a model that mutates its input would change the recorded or repeated input.
      const copyInput = () =>
        recorded === undefined && !isRepeated ? input : takeCopy(copy(input, false), 'input', 'unclonable')

      const other = answers[role] ?? (await call(sample, { role, pairId: id }, copyInput(), sample.settledAt))
      if (typeof other === 'string') return run.drop(other)
      const { live = other, candidate = other } = answers
      if (!live || !candidate) return
      const repeated =
        isRepeated && live.status !== 'aborted'
          ? await call(sample, { role: 'live', pairId: id, repeat: true }, copyInput(), platform.monotonic())
          : undefined
      // The repeat is optional. If it was refused, the pair is stored without it.
      const repeat = typeof repeated === 'object' ? { repeat: repeated } : {}

      const violations = checkBounds(plan.bounds, candidate, live)
      const all = { live, candidate, ...repeat }
      const pair = await buildPair(parts, {
        id,
        prediction: sample,
        input: recorded,
        answers: all,
        violations,
      })
      // Consent may have been withdrawn during the shadow calls.
      if (!gate.canRecord()) return run.drop('privacy')
      run.finish(() => {
        for (const { id: bound } of violations) violated[bound] = Number(own(violated, bound) ?? 0) + 1
        if (violations.length > 0) emit({ type: 'bounds', id, violations: pair.candidate.bounds ?? [] })
        emit({ type: 'pair', pair })
        outbox.add(pair)
      })
    } catch (thrown) {
      lose(run, thrown)
    }
  }
}
