import type { Pair, Role } from '@shadow-mode/protocol'
import { ShadowModeError } from '../errors/shadow-mode-error.ts'
import type { Model } from '../model/model.ts'
import type { Platform } from '../platform/platform.ts'
import type { Answer } from '../predict/answer.ts'
import type { Sample } from '../predict/create-observe.ts'
import { sdkVersion } from '../sdk-version.ts'
import { isKept } from './is-kept.ts'
import type { Recording } from './recording.ts'
import { toSide } from './to-side.ts'

/** Longer paths are cut. */
const MAX_PAGE_LENGTH = 2_048

export interface PairParts<Input, Output> {
  id: string
  experiment: string
  sample: Sample<Input, Output>
  input: Input
  answers: Record<Role, Answer<Output>>
  models: Record<Role, Pick<Model<Input, Output>, 'version'>>
  recording: Recording<Input, Output>
  platform: Pick<Platform, 'subtle'>
}

/** Makes the pair, redacted. Rejects with what `record`, `fields` and `redact` throw. */
export async function buildPair<Input, Output>(parts: PairParts<Input, Output>): Promise<Pair> {
  const { id, experiment, sample, input, answers, models } = parts
  const { record, fields, redact } = parts.recording
  const { plan, variant, flagVersion } = sample.reading
  const { subject, reference, tags } = sample.options
  const kept: unknown = record?.input ? record.input(input) : input
  const pair: Pair = {
    id,
    experiment,
    capturedAt: new Date(sample.capturedAtMs).toISOString(),
    ...(reference && { reference }),
    ...(subject && { subject }),
    ...(isKept(kept) && { input: kept }),
    live: toSide(answers.live, models.live.version, record?.output),
    candidate: toSide(answers.candidate, models.candidate.version, record?.output),
    served: sample.served,
    // Until flags are evaluated by subject, a variant holds for all of them.
    sampling: { variant, rate: plan.shadowRate, weight: 1, ...(flagVersion && { flagVersion }) },
    context: {
      ...(sample.page && { page: sample.page.slice(0, MAX_PAGE_LENGTH) }),
      ...(tags && { tags }),
      sdk: sdkVersion,
    },
  }
  const selected = fields ? await fields(pair, parts.platform) : pair
  const redacted = redact ? redact(selected) : selected
  if (redacted?.id !== id) throw new ShadowModeError('redact', 'redact: expected a pair with the same id')
  return redacted
}
