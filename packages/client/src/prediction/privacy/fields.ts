import type { Pair } from '@shadow-mode/protocol'
import { mustBe, object, optional } from '../../core/guard/readers.ts'
import type { FieldsOptions, FieldsParts, Watched } from './fields-options.ts'

/**
 * Makes of a pair what is kept of it, in the background, before `redact`; a pair for which it rejects is dropped as
 * `record`, and the reason told as a `problem`. Made by `fields`; not meant to be written by hand.
 */
export type Fields = (pair: Pair, parts: FieldsParts) => Promise<Pair>

const paths = optional(
  mustBe(value => Array.isArray(value) && value.every(path => typeof path === 'string'), 'a list of paths'),
)

/**
 * Says which fields of inputs and outputs are kept: `createShadowClient({ fields: fields({ deny: ['name'] }) })`. Throws
 * `InvalidOptionError`, which names the field. The part that does the work is loaded with the first pair.
 */
export function fields(options: FieldsOptions): Fields {
  object({ allow: paths, deny: paths, hash: paths, pages: paths })(options, 'fields')
  const { allow = [], deny = [], hash = [] } = options
  const watched: Watched = { pairs: 0, unmet: new Set([...allow, ...deny, ...hash]) }
  return async (pair, parts) => {
    const { keepFields } = await import('./keep-fields.ts')
    return keepFields(pair, options, watched, parts)
  }
}
