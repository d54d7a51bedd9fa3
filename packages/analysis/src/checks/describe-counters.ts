import type { Report } from '@shadow-mode/protocol'
import { countUnaccounted } from '../capture/count-unaccounted.ts'

/** Shares above this one are worth a word. */
const NOTABLE_SHARE = 0.05
const HALF = 0.5

/**
 * Describes what a reader should know before believing the clients' counters. Anybody with the ingest key can send some.
 * Starts with a separator. Empty if there is nothing to say.
 */
export function describeCounters(capture: Report['capture']): string {
  const { losses, pairs, stored = pairs } = capture
  const { clients, sampled, largest = 0, setAside } = losses
  const dropped = Object.values(losses.dropped).reduce((total, count) => total + count, 0)
  const unaccounted = countUnaccounted(capture)
  const notes = [
    clients === 0 && 'no client reported counters',
    clients > 1 && largest > dropped * HALF && `one of ${clients} clients lost ${largest}`,
    unaccounted > sampled * NOTABLE_SHARE && `${unaccounted} neither arrived nor were lost`,
    setAside && `counters of ${setAside.clients} clients set aside`,
    setAside && setAside.records > 0 && `these clients sent ${setAside.records} of ${stored} pairs`,
  ]
  return notes.flatMap(note => (note ? [`; ${note}`] : [])).join('')
}
