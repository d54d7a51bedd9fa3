import * as v from 'valibot'

const cut = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text)

/**
 * One line for a failed parse: `live.durationMs: Expected number but received "fast"`. It names at most three issues and
 * cuts each path and message at 160 UTF-16 units, so that an answer to a hostile record stays short.
 */
export function describeIssues(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 3)
    .map(issue => {
      const path = cut(v.getDotPath(issue) ?? '')
      const message = cut(issue.message)
      return path ? `${path}: ${message}` : message
    })
    .join('; ')
}
