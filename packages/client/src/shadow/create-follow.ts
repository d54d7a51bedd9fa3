import type { Role } from '@shadow-mode/protocol'
import { toError } from '../errors/to-error.ts'
import type { Model } from '../model/model.ts'
import { buildPair } from '../pair/build-pair.ts'
import { pairId } from '../pair/pair-id.ts'
import type { Recording } from '../pair/recording.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Platform } from '../platform/platform.ts'
import type { Answer } from '../predict/answer.ts'
import { copy } from '../predict/copy.ts'
import type { Sample } from '../predict/create-observe.ts'
import type { ShadowEvent } from '../status/status.ts'
import { callShadow } from './call-shadow.ts'
import type { Slots } from './create-slots.ts'

export interface FollowParts<Input, Output> {
  platform: Platform
  experiment: string
  models: Record<Role, Model<Input, Output>>
  recording: Recording<Input, Output>
  slots: Slots
  outbox: Pick<Outbox, 'add'>
  /** Asked again at the begin and the end of a run. */
  mayObserve: () => boolean
  emit: (event: ShadowEvent) => void
}

/** Brings a sampled prediction, whose live path has ended, to its own end. Never rejects. */
export type Follow<Input, Output> = (sample: Sample<Input, Output>) => Promise<void>

export const createFollow = <Input, Output>(parts: FollowParts<Input, Output>): Follow<Input, Output> => {
  const { platform, experiment, models, recording, slots, outbox, mayObserve, emit } = parts

  /** Runs the model that was not asked on the live path. `undefined` when the run ended on the way. */
  const askOther = async (
    { run, reading, settledAt }: Sample<Input, Output>,
    role: Role,
    input: Input,
    id: string,
  ): Promise<Answer<Output> | undefined> => {
    const { timeoutMs, startWithinMs, maxInFlight } = reading.plan
    const leftMs = settledAt + startWithinMs - platform.monotonic()
    const model = models[role]
    const release = leftMs >= 0 && (await slots.acquire(model.origin, maxInFlight, leftMs, run.signal))
    if (!release) {
      run.drop('busy')
      return undefined
    }
    if (run.hasEnded()) {
      release()
      return undefined
    }
    const call = callShadow(model, input, { role, pairId: id }, { run, timeoutMs, platform })
    // Not when the answer is there: a timed-out call that ignores its signal still holds its connection.
    void call.settled.then(release)
    return call.answer
  }

  return async sample => {
    const { run, lost, input, served } = sample
    if (run.hasEnded()) return
    if (lost) return run.drop(lost)
    try {
      if (!mayObserve()) return run.drop('privacy')
      const id = pairId(platform, sample.capturedAtMs)
      const role = served === 'live' ? 'candidate' : 'live'
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not lost: the copy is there
      const asked = input as Input
      // A copy of its own: what is recorded must be what was asked.
      const other = sample.answers[role] ?? (await askOther(sample, role, copy(asked), id))
      const { live = other, candidate = other } = sample.answers
      if (!live || !candidate) return
      const answers = { live, candidate }
      const pair = await buildPair({
        id,
        experiment,
        sample,
        input: asked,
        answers,
        models,
        recording,
        platform,
      })
      if (!mayObserve()) return run.drop('privacy')
      run.finish(() => {
        emit({ type: 'pair', pair })
        outbox.add(pair)
      })
    } catch (error) {
      emit({ type: 'problem', error: toError(error) })
      run.drop('record')
    }
  }
}
