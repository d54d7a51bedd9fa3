import type { JsonValue, Pair, Side } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import type { FieldsOptions, FieldsParts, Watched } from './fields-options.ts'
import { matchPage } from './match-page.ts'
import { selectFields } from './select-fields.ts'
import { sha256 } from './sha256.ts'

/** The number of pairs after which unmatched paths are reported. Fields may be optional, so one pair is not enough. */
const WATCHED_PAIRS = 20

/**
 * Reduces a pair to the selected fields. Throws if hashing is not available, or if the recorded values are not JSON.
 * `watched` is shared by all pairs.
 */
export async function keepFields(
  pair: Pair,
  fields: FieldsOptions,
  watched: Watched,
  { platform, emit }: FieldsParts,
): Promise<Pair> {
  // Serialised first, because a getter or toJSON could return a different value when the pair is stored.
  const plain: Pair = JSON.parse(JSON.stringify(pair))
  const hashes = new Map<string, string>()
  const keep = (toHash: (json: string) => JsonValue): Pair => {
    const select = (value: JsonValue) => selectFields(value, fields, toHash, watched.unmet)
    const { input, context, live, candidate, repeat, ...rest } = plain
    const { page, ...told } = context
    const kept = input === undefined ? undefined : select(input)
    const declared = matchPage(page, fields.pages)
    return {
      ...rest,
      ...(kept !== undefined && { input: kept }),
      live: keepSide(live, select),
      candidate: keepSide(candidate, select),
      ...(repeat && { repeat: keepSide(repeat, select) }),
      context: { ...told, ...(declared && { page: declared }) },
    }
  }
  const kept = keep(json => {
    hashes.set(json, '')
    return ''
  })
  watched.pairs += 1
  if (watched.pairs === WATCHED_PAIRS) {
    for (const path of watched.unmet)
      emit({ type: 'problem', error: new InvalidOptionError('fields', `a path of some pair, not ${path}`) })
  }
  if (!hashes.size) return kept
  for (const json of hashes.keys())
    hashes.set(json, await sha256(`${pair.experiment}\n${json}`, platform.subtle))
  return keep(json => hashes.get(json) ?? null)
}

function keepSide(side: Side, select: (value: JsonValue) => JsonValue | undefined): Side {
  const bounds = side.bounds && { bounds: side.bounds.map(bound => ({ ...bound, value: null })) }
  if (side.status === 'error') {
    return { ...side, ...bounds, error: { name: side.error.name, message: '[redacted]' } }
  }
  if (side.status !== 'ok' || side.output === undefined) return { ...side, ...bounds }
  const { output, ...rest } = side
  const kept = select(output)
  return { ...rest, ...bounds, ...(kept !== undefined && { output: kept }) }
}
