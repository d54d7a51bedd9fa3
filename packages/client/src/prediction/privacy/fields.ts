import type { Pair } from '@shadow-mode/protocol'
import { ShadowModeError } from '../../core/errors/shadow-mode-error.ts'
import { mustBe, object, optional } from '../../core/guard/readers.ts'
import type { FieldsOptions, FieldsParts, PathMatches } from './fields-options.ts'

/**
 * Reduces a pair to the selected fields. It runs in the background, before `redact`. If it rejects, the pair is dropped as
 * `record`, and the client emits a `problem`. Create it with `fields`; do not implement it yourself.
 */
export type Fields = (pair: Pair, parts: FieldsParts) => Promise<Pair>

const paths = optional(
  mustBe(value => Array.isArray(value) && value.every(path => typeof path === 'string'), 'a list of paths'),
)

/**
 * Selects the fields of inputs and outputs that are recorded. Throws `InvalidOptionError` for an invalid or unknown option.
 * The code that selects the fields is loaded with the first pair.
 *
 * @example
 * ```ts
 * createShadowClient({ ...options, fields: fields({ deny: ['name'] }) })
 * ```
 */
export function fields(options: FieldsOptions): Fields {
  object({ allow: paths, deny: paths, hash: paths, pages: paths })(options, 'fields')
  const { allow = [], deny = [], hash = [] } = options
  const matches: PathMatches = { pairs: 0, unmatched: new Set([...allow, ...deny, ...hash]) }
  return async (pair, parts) => {
    const { keepFields } = await import('./keep-fields.ts').catch((cause: unknown) => {
      throw new ShadowModeError('not-loaded', 'The code of fields could not be loaded', { cause })
    })
    return keepFields(pair, options, matches, parts)
  }
}
