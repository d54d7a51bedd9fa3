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
 * `items[].name`. A path applies to the input and to both outputs, and includes everything below it. A name that contains
 * a dot matches the same path. If a path matches nothing in the first 20 pairs of a page, a `problem` event names it, since
 * it may be misspelt.
 *
 * `fields` also removes free text that no path can select. Error messages become `[redacted]`, while the name and the HTTP
 * status stay. Values of violated bounds become `null`. The path of the page is omitted unless it matches `pages`. Subject,
 * reference and tags do not change.
 *
 * @example
 * ```ts
 * fields({ allow: ['income', 'address.city', 'customerId'], hash: ['customerId'], pages: ['/customers/:id/apply'] })
 * ```
 */
export interface FieldsOptions {
  /**
   * The paths to record. If set, all other fields are removed, from outputs too.
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
   * Hashing requires `crypto.subtle`, which browsers provide on https and localhost only. Without it, the pair is dropped as
   * `record`.
   *
   * @default []
   */
  hash?: readonly string[] | undefined
  /**
   * Patterns of page paths that may be recorded, with `:name` for segments that must not be: `/apply`,
   * `/customers/:id/apply`. The first matching pattern is recorded instead of the path.
   *
   * @default []
   */
  pages?: readonly string[] | undefined
}

/** Tracks across all pairs of this page which paths have matched. */
export interface Watched {
  pairs: number
  /** Paths that have not matched yet. */
  unmet: Set<string>
}
