import * as v from 'valibot'

const truncate = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text)

const OBJECTS: ReadonlySet<string> = new Set(['object', 'loose_object', 'strict_object'])

/** Replaces Valibot's messages for unknown and missing keys, which name its internal types. */
function messageOf({ type, expected, received, message }: v.BaseIssue<unknown>, noun: string): string {
  if (type === 'strict_object' && expected === 'never') return `unknown ${noun}`
  if (OBJECTS.has(type) && expected?.startsWith('"') && received === 'undefined') return 'missing'
  return truncate(message)
}

/**
 * Describes a failed parse in one line: `live.durationMs: Expected number but received "fast"`. It names at most three
 * issues and cuts each path and message at 160 UTF-16 units, so the answer to a hostile record stays short.
 *
 * @param noun What to call an unknown key. With `rule`, the line reads `minPair: unknown rule`. Defaults to `field`.
 */
export function describeIssues(issues: readonly v.BaseIssue<unknown>[], noun = 'field'): string {
  return issues
    .slice(0, 3)
    .map(issue => {
      const path = truncate(v.getDotPath(issue) ?? '')
      const message = messageOf(issue, noun)
      return path ? `${path}: ${message}` : message
    })
    .join('; ')
}
