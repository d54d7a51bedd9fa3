import type { StoredPair } from '../../core/books/journal-entry.ts'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { isString } from '../../core/guard/is-string.ts'
import { isUuid } from '../../core/guard/is-uuid.ts'
import { toJson } from '../../core/values/to-json.ts'

/**
 * Validates an outcome from `captureOutcome` and returns the record to send. Throws an `InvalidOptionError` that names the
 * field.
 *
 * The outcome's own id starts with the time of the call. It is not a UUIDv7, because it may be created before the code
 * for that has loaded.
 */
export function readOutcome({ id: outcomeId, json }: StoredPair, experiment: string): StoredPair {
  const given: Record<string, unknown> = Object(JSON.parse(json || '0'))
  const { id, reference, label = null, observedAt = Number.parseFloat(outcomeId) } = given
  const time = new Date(isString(observedAt) ? observedAt : Number(observedAt ?? Number.NaN))
  const isReference = isString(reference) && reference && reference.length <= 256
  const checks: [unknown, string, string][] = [
    // First, because an outcome that has no JSON usually has an invalid label. JSON turns NaN into null.
    [label !== null, 'label', 'JSON, not null'],
    // An empty reference counts as absent, as in `predict`.
    [id || isReference, 'reference', '1 to 256 characters'],
    [!id || isUuid(id), 'id', 'the id of a pair'],
    [!Number.isNaN(+time), 'observedAt', 'a time'],
  ]
  for (const [holds, field, expected] of checks)
    if (!holds) throw new InvalidOptionError(`recordOutcome.${field}`, expected)
  const target = { id: id || undefined, reference: reference || undefined }
  return {
    id: outcomeId,
    json: toJson({ outcomeId, experiment, ...target, label, observedAt: time }),
  }
}
