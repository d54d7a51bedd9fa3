import type { JsonValue, Pair, Side } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import type { FieldsOptions, FieldsParts, PathMatches } from './fields-options.ts'
import { matchPage } from './match-page.ts'
import { selectFields } from './select-fields.ts'
import { sha256 } from './sha256.ts'

/** Unmatched paths are reported after this many pairs. One pair is not enough, because fields may be optional. */
const REPORT_AFTER_PAIRS = 20

/**
 * Reduces a pair to the selected fields. Rejects if a hash is needed but hashing is not available. All pairs of a page share
 * `matches`.
 */
export async function keepFields(
  pair: Pair,
  fields: FieldsOptions,
  matches: PathMatches,
  { platform, emit }: FieldsParts,
): Promise<Pair> {
  const hashes = new Map<string, string>()
  const reducePair = (toHash: (json: string) => JsonValue): Pair => {
    const select = (value: JsonValue) => selectFields(value, fields, toHash, matches.unmatched)
    const { input, context, live, candidate, repeat, ...rest } = pair
    const { page, ...otherContext } = context
    const selected = input === undefined ? undefined : select(input)
    const pattern = matchPage(page, fields.pages)
    return {
      ...rest,
      ...(selected !== undefined && { input: selected }),
      live: reduceSide(live, select),
      candidate: reduceSide(candidate, select),
      ...(repeat && { repeat: reduceSide(repeat, select) }),
      context: { ...otherContext, ...(pattern && { page: pattern }) },
    }
  }
  const reduced = reducePair(json => {
    hashes.set(json, '')
    return ''
  })
  matches.pairs += 1
  if (matches.pairs === REPORT_AFTER_PAIRS) {
    for (const path of matches.unmatched)
      emit({
        type: 'problem',
        error: new InvalidOptionError('fields', `paths that match a pair, not ${path}`),
      })
  }
  if (!hashes.size) return reduced
  for (const json of hashes.keys())
    hashes.set(json, await sha256(`${pair.experiment}\n${json}`, platform.subtle))
  return reducePair(json => hashes.get(json) ?? null)
}

function reduceSide(side: Side, select: (value: JsonValue) => JsonValue | undefined): Side {
  const bounds = side.bounds && { bounds: side.bounds.map(bound => ({ ...bound, value: null })) }
  if (side.status === 'error') {
    return { ...side, ...bounds, error: { name: side.error.name, message: '[redacted]' } }
  }
  if (side.status !== 'ok' || side.output === undefined) return { ...side, ...bounds }
  const { output, ...rest } = side
  const selected = select(output)
  return { ...rest, ...bounds, ...(selected !== undefined && { output: selected }) }
}
