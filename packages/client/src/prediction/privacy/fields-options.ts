import type { Platform } from '../../core/platform/platform.ts'
import type { ShadowEvent } from '../../core/status/status.ts'

/** What the client provides to `fields`. */
export interface FieldsParts {
  /** Used for hashing. */
  platform: Pick<Platform, 'subtle'>
  /** Reports paths that match nothing. */
  emit: (event: ShadowEvent) => void
}

/**
 * Options of `fields`.
 *
 * A path consists of names joined by dots, and `[]` stands for every element of an array: `LIMIT_BAL`, `address.street`,
 * `items[].name`. A path applies to the input and to all outputs, and includes everything below it. A dot in a name is not
 * escaped: `address.street` also matches a field of that name. If a path matches nothing in the first 20 pairs of a page, a
 * `problem` event names it, because it may be misspelt.
 *
 * `fields` also removes values that no path can select. Error messages become `[redacted]`, but the name and the HTTP
 * status of an error remain. Values of violated bounds become `null`. The path of the page is omitted unless it matches
 * `pages`. Subject, reference and tags do not change.
 *
 * @example
 * ```ts
 * fields({ allow: ['income', 'address.city', 'customerId'], hash: ['customerId'], pages: ['/customers/:id/apply'] })
 * ```
 */
export interface FieldsOptions {
  /**
   * The paths to record. If set, all other fields are removed, from outputs too, except those that `hash` contains.
   *
   * @default undefined (all paths)
   */
  allow?: readonly string[] | undefined
  /**
   * The paths to remove, even if `allow` or `hash` contains them.
   *
   * @default []
   */
  deny?: readonly string[] | undefined
  /**
   * The paths to replace by a hash: `sha256:` and the hex SHA-256 of `experiment`, a line feed and the value's JSON. Equal
   * values in one experiment have equal hashes, so they can still be counted.
   *
   * A hash is only a pseudonym: anyone with the data can recover values such as phone numbers or birth dates by guessing.
   * Use `deny` if you do not need to distinguish the values.
   *
   * Hashing requires `crypto.subtle`, which browsers provide on https and localhost only. Without it, the pair is dropped
   * as `record`.
   *
   * @default []
   */
  hash?: readonly string[] | undefined
  /**
   * Patterns of page paths that may be recorded, such as `/apply` or `/customers/:id/apply`. A segment such as `:id`
   * matches any text, which is not recorded. The first matching pattern is recorded instead of the path.
   *
   * @default []
   */
  pages?: readonly string[] | undefined
}

/** Records which paths have matched, across all pairs of this page. */
export interface PathMatches {
  /** The number of pairs so far. */
  pairs: number
  /** The paths that have not matched yet. */
  unmatched: Set<string>
}
