import { randomUUID } from 'node:crypto'
import { arms } from './arms.ts'

const IDS = 1_000_000
const PART = 100_000

export interface RecentIdsResult {
  bench: 'recent-ids'
  /** Microseconds an id, for each 100,000 ids after the other. */
  microseconds: Record<string, number[]>
}

/** Measures what it costs to remember a million ids, the last 100,000 of which are known. */
export function runRecentIds(): RecentIdsResult {
  const ids = Array.from({ length: IDS }, () => randomUUID())
  const microseconds: Record<string, number[]> = {}
  for (const [name, create] of Object.entries(arms)) {
    const remember = create()
    microseconds[name] = []
    for (let from = 0; from < IDS; from += PART) {
      const part = ids.slice(from, from + PART)
      const started = performance.now()
      for (const id of part) remember(id)
      microseconds[name].push(((performance.now() - started) * 1_000) / PART)
    }
  }
  return { bench: 'recent-ids', microseconds }
}
