import type { Platform } from '../../core/platform/platform.ts'
import type { ShadowEvent } from '../../core/status/status.ts'

/** What a client lends to `fields`. */
export interface FieldsParts {
  /** Makes the hashes. */
  platform: Pick<Platform, 'subtle'>
  /** Tells what is wrong with a path. */
  emit: (event: ShadowEvent) => void
}

/**
 * Paths are names joined by dots, `[]` stands for every element of a list: `LIMIT_BAL`, `address.street`, `items[].name`.
 * They hold for the input and for both outputs, and lead to a value with all that is below it. A name that itself
 * contains a dot is met by the same path. A path that has led to nothing in the first 20 pairs of a page
 * may be misspelt: a `problem` event names it, once. No path is needed below one that is denied or hashed.
 *
 * Free text, which no path reaches, is not kept once `fields` is given: error messages become `[redacted]` (name and HTTP
 * status stay), values of violated bounds `null`, and the page's path is left out unless `pages` declares it. Subject,
 * reference and tags stay as the app gave them.
 */
export interface FieldsOptions {
  /** When given, only these are kept, of outputs too. */
  allow?: readonly string[] | undefined
  /** Taken out, even where `allow` or `hash` names them. */
  deny?: readonly string[] | undefined
  /**
   * Kept as `sha256:` and the hex SHA-256 of `experiment`, a line feed and the value's JSON: equal values of one
   * experiment stay equal, so that they can be counted. It is a pseudonym: who has the data can try out guesses, and finds
   * every phone number or birth date. Deny what need not be told apart.
   *
   * Needs `crypto.subtle`, which browsers have on https and localhost only. Elsewhere the pair is dropped as `record`.
   */
  hash?: readonly string[] | undefined
  /**
   * Pages that may be told, with `:name` for segments that are not: `/apply`, `/customers/:id/apply`. The first that matches
   * is what is recorded.
   */
  pages?: readonly string[] | undefined
}

/** What was seen of all pairs on this page. */
export interface Watched {
  pairs: number
  /** Paths that have led to nothing yet. */
  unmet: Set<string>
}
