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
import type { MakeShadowCall } from './limit-shadow-calls.ts'
import type { Sample } from './sample.ts'

export interface CompletionParts<Input, Output> extends PairParts<Input, Output> {
  platform: Platform
  models: Record<Role, Model<Input, Output>>
  admit: MakeShadowCall<Input, Output>
  outbox: Pick<Outbox, 'add'>
  /** The number of violations by bound id. */
  violated: Record<string, number>
  /** Called at the start and at the end of a run. */
  mayObserve: () => boolean
  emit: (event: ShadowEvent) => void
}

/** Completes a sampled prediction after its live path has ended. Never rejects. */
export type CompleteSample<Input, Output> = (sample: Sample<Input, Output>) => Promise<void>

export const createCompleteSample = <Input, Output>(
  parts: CompletionParts<Input, Output>,
): CompleteSample<Input, Output> => {
  const { platform, models, admit, outbox, violated, mayObserve, emit } = parts
  const { record } = parts.recording

  return async sample => {
    const { run, input, served } = sample
    const { plan } = sample.reading
    if (run.hasEnded()) return
    try {
      if (!mayObserve()) return run.drop('privacy')
      const id = pairId(platform, sample.capturedAtMs)
      const role = served === 'live' ? 'candidate' : 'live'
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input is set unless the prediction is lost
      const asked = input as Input
      // Runs before the shadow call. If it throws, the call is not needed. If it records nothing, no copy is needed.
      const kept: unknown = record?.input ? record.input(asked) : asked
      const hasNoise = models.live.idempotent && platform.random() < plan.noiseRate
      // Each call gets its own copy, because a model that mutates its input would change what is recorded and asked again.
      const fresh = () => (kept === undefined && !hasNoise ? asked : copy(asked))

      const other =
        sample.answers[role] ?? (await admit(sample, { role, pairId: id }, fresh(), sample.settledAt))
      if (typeof other === 'string') return run.drop(other)
      const { live = other, candidate = other } = sample.answers
      if (!live || !candidate) return
      const again =
        hasNoise && live.status !== 'aborted'
          ? await admit(sample, { role: 'live', pairId: id, repeat: true }, fresh(), platform.monotonic())
          : undefined
      // The repeat is optional: a pair is complete without it.
      const repeat = typeof again === 'object' ? { repeat: again } : {}

      const found = checkBounds(plan.bounds, candidate, live)
      const answers = { live, candidate, ...repeat }
      const pair = await buildPair(parts, { id, prediction: sample, kept, answers, violations: found })
      if (!mayObserve()) return run.drop('privacy')
      run.finish(() => {
        for (const { id: bound } of found) violated[bound] = Number(own(violated, bound) ?? 0) + 1
        if (found.length > 0) emit({ type: 'bounds', id, violations: pair.candidate.bounds ?? [] })
        emit({ type: 'pair', pair })
        outbox.add(pair)
      })
    } catch (error) {
      emit({ type: 'problem', error: toError(error) })
      run.drop('record')
    }
  }
}
