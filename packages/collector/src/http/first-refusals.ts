/** Tells of a refusal unless it was told before. `name` says who was refused: it is only compared. */
export type TellRefusal = (name: string, message: string) => void

const REMEMBERED = 100
const PAUSE_MS = 60_000

/**
 * Refusals of one kind for the operator's log: each name once, at most one a minute, so that nobody can fill it. What
 * comes within the minute is told when it comes again. Of the names told the last 100 are remembered.
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
