/** Reports a refusal once per `name`, which identifies who was refused. */
export type TellRefusal = (name: string, message: string) => void

const REMEMBERED = 100
const PAUSE_MS = 60_000

/**
 * Reports refusals of one kind to the operator's log. Each name is reported once and at most one name per minute, so
 * that clients cannot flood the log. A name skipped within the minute is reported when it is refused again. The last
 * 100 names are remembered.
 */
export function firstRefusals(now: () => number, onProblem: (message: string) => void): TellRefusal {
  const told = new Set<string>()
  let quietUntil = -Infinity
  return (name, message) => {
    if (told.has(name) || now() < quietUntil) return
    quietUntil = now() + PAUSE_MS
    for (const oldest of told) {
      if (told.size < REMEMBERED) break
      told.delete(oldest)
    }
    told.add(name)
    onProblem(message)
  }
}
