/** Reports a refusal once per `name`, which identifies who was refused. */
export type ReportRefusal = (name: string, message: string) => void

const MAX_NAMES = 100
const MIN_INTERVAL_MS = 60_000

/**
 * Creates a function that reports refusals of one kind to the operator. Each name is reported once and at most one name per minute, so
 * that clients cannot flood the log. A name skipped within the minute is reported when it is refused again. The last
 * 100 names are remembered.
 */
export function createRefusalReporter(
  now: () => number,
  onProblem: (message: string) => void,
): ReportRefusal {
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
