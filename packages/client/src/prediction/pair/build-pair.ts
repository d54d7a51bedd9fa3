import type { BoundViolation, Pair, Role } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import type { Model } from '../../core/model/model.ts'
import { toJson } from '../../core/values/to-json.ts'
import { redactViolations } from '../../plan/bounds/redact-violations.ts'
import { sdkVersion } from '../../sdk-version.ts'
import type { Answer } from '../call/answer.ts'
import type { Recording } from '../options/recording.ts'
import type { FieldsParts } from '../privacy/fields-options.ts'
import { checkPredictOptions } from './check-predict-options.ts'
import { isRecorded } from './is-recorded.ts'
import type { Prediction } from './prediction.ts'
import { refusePromise } from './refuse-promise.ts'
import { toSide } from './to-side.ts'

/** Maximum length of the page's path. A longer one is truncated. */
const MAX_PAGE_LENGTH = 2_048

/** The highest `maxRecordLength` of a plan, in UTF-16 units. */
const MAX_PAIR_LENGTH = 4_194_304

export interface PairParts<Input, Output> extends FieldsParts {
  experiment: string
  models: Record<Role, Pick<Model<Input, Output>, 'version'>>
  recording: Recording<Input, Output>
}

interface PairData<Output> {
  id: string
  prediction: Prediction
  /** The result of `record.input`, or the input itself. */
  input: unknown
  answers: Record<Role, Answer<Output>> & { repeat?: Answer<Output> }
  violations: readonly BoundViolation[]
}

/**
 * Builds the pair, reduced by `record`, `fields` and `redact`. Rejects if one of them throws, if `redact` changes the id,
 * or if an option of `predict` is invalid.
 */
export async function buildPair<Input, Output>(
  parts: PairParts<Input, Output>,
  { id, prediction, input, answers, violations }: PairData<Output>,
): Promise<Pair> {
  const { experiment, models, recording } = parts
  const { record, fields, redact } = recording
  const { plan, variant, flagVersion, weight = 1 } = prediction.reading
  const { subject, reference, tags } = prediction.options
  checkPredictOptions(prediction.options)
  const side = (role: Role, answer = answers[role]) =>
    toSide(role, answer, models[role].version, record?.output)
  const live = side('live')
  const candidate = side('candidate')
  const repeat = answers.repeat && side('live', answers.repeat)
  const pair: Pair = {
    id,
    experiment,
    capturedAt: new Date(prediction.capturedAtMs).toISOString(),
    ...(reference && { reference }),
    ...(subject && { subject }),
    ...(isRecorded(input) && { input }),
    live,
    candidate: { ...candidate, ...(violations.length > 0 && { bounds: [...violations] }) },
    ...(repeat && { repeat }),
    served: prediction.served,
    sampling: { variant, rate: plan.shadowRate, weight, ...(flagVersion && { flagVersion }) },
    context: {
      ...(prediction.page && { page: prediction.page.slice(0, MAX_PAGE_LENGTH) }),
      // Spread, because the collector rejects a pair whose tags are an array or a Date.
      ...(tags && { tags: { ...tags } }),
      sdk: sdkVersion,
    },
  }
  // Before `fields` and `redact`, so that they and the listeners get what is stored.
  const json: Pair = JSON.parse(toJson(pair, MAX_PAIR_LENGTH))
  const selected = fields ? await fields(json, parts) : json
  const redacted = redact ? redact(selected) : selected
  refusePromise(redacted, 'redact')
  if (redacted?.id !== id) throw new InvalidOptionError('redact', 'a pair with the same id')
  if (!redacted.candidate.bounds) return redacted
  // The value of a violated bound may be one that is not recorded.
  const bounds = redactViolations(redacted.candidate.bounds, plan.bounds, redacted.live, redacted.candidate)
  return { ...redacted, candidate: { ...redacted.candidate, bounds } }
}
