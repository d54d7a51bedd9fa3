/** Reports a refusal to the operator, at most once for each `name`. The name tells who was refused. */
export type RefusalReporter = (name: string, message: string) => void

const MAX_NAMES = 100
const MIN_INTERVAL_MS = 60_000

/**
 * Creates a function that reports refusals of one kind. Reports at most one name per minute, so that clients cannot
 * flood the log. A name that was skipped is reported when it is refused again later. Remembers the last 100 reported
 * names. An older one can be reported again.
 */
export function createRefusalReporter(
  now: () => number,
  onProblem: (message: string) => void,
): RefusalReporter {
  const reported = new Set<string>()
  let quietUntil = -Infinity
  return (name, message) => {
    if (reported.has(name) || now() < quietUntil) return
    quietUntil = now() + MIN_INTERVAL_MS
    for (const oldest of reported) {
      if (reported.size < MAX_NAMES) break
      reported.delete(oldest)
    }
    reported.add(name)
    onProblem(message)
  }
}
