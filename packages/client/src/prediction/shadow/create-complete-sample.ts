import type { Role } from '@shadow-mode/protocol'
import { toError } from '../../core/errors/to-error.ts'
import { own } from '../../core/guard/own.ts'
import type { Model } from '../../core/model/model.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import type { Outbox } from '../../delivery/outbox/outbox.ts'
import { checkBounds } from '../../plan/bounds/check-bounds.ts'
import { copy } from '../call/copy.ts'
import { buildPair, type PairParts } from '../pair/build-pair.ts'
import { pairId } from '../pair/pair-id.ts'
import { refusePromise } from '../pair/refuse-promise.ts'
import type { Gate } from '../privacy/create-gate.ts'
import type { MakeShadowCall } from './limit-shadow-calls.ts'
import type { Sample } from './sample.ts'

export interface CompletionParts<Input, Output> extends PairParts<Input, Output> {
  platform: Platform
  models: Record<Role, Model<Input, Output>>
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

export const createCompleteSample = <Input, Output>(
  parts: CompletionParts<Input, Output>,
): CompleteSample<Input, Output> => {
  const { platform, models, call, outbox, violated, gate, emit } = parts
  const { record } = parts.recording

  return async sample => {
    const { run, input, served } = sample
    const { plan } = sample.reading
    if (run.hasEnded()) return
    try {
      if (!gate.canRecord()) return run.drop('privacy')
      const id = pairId(platform, sample.capturedAtMs)
      const role = served === 'live' ? 'candidate' : 'live'
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input is set unless the prediction is lost
      const original = input as Input
      // Runs before the shadow call. If it throws, the call is not needed. If it records nothing, no copy is needed.
      const recorded: unknown = record?.input ? record.input(original) : original
      if (record) refusePromise(recorded, 'record')
      const isRepeated = models.live.idempotent && platform.random() < plan.noiseRate
      // Each call gets its own copy. Otherwise, a model that mutates its input would change the recorded or repeated input.
      const copyInput = () => (recorded === undefined && !isRepeated ? original : copy(original))

      const other =
        sample.answers[role] ?? (await call(sample, { role, pairId: id }, copyInput(), sample.settledAt))
      if (typeof other === 'string') return run.drop(other)
      const { live = other, candidate = other } = sample.answers
      if (!live || !candidate) return
      const repeated =
        isRepeated && live.status !== 'aborted'
          ? await call(sample, { role: 'live', pairId: id, repeat: true }, copyInput(), platform.monotonic())
          : undefined
      // The repeat is optional. If it was refused, the pair is stored without it.
      const repeat = typeof repeated === 'object' ? { repeat: repeated } : {}

      const violations = checkBounds(plan.bounds, candidate, live)
      const answers = { live, candidate, ...repeat }
      const pair = await buildPair(parts, { id, prediction: sample, input: recorded, answers, violations })
      // Consent may have been withdrawn during the shadow calls.
      if (!gate.canRecord()) return run.drop('privacy')
      run.finish(() => {
        for (const { id: bound } of violations) violated[bound] = Number(own(violated, bound) ?? 0) + 1
        if (violations.length > 0) emit({ type: 'bounds', id, violations: pair.candidate.bounds ?? [] })
        emit({ type: 'pair', pair })
        outbox.add(pair)
      })
    } catch (error) {
      emit({ type: 'problem', error: toError(error) })
      run.drop(own(error, 'code') === 'not-loaded' ? 'not-loaded' : 'record')
    }
  }
}
