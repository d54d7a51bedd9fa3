import type { Guard } from '../guard/guard.ts'
import { isCount } from '../guard/is-count.ts'
import { shape } from '../guard/shape.ts'
import type { Records } from '../store/store.ts'

const WRITERS = 'writer/'

/**
 * How long after its last write a page's entries are recognised as counted. A page that sleeps longer with an entry
 * it does not know the end of would count it again.
 */
const WRITER_KEPT_MS = 30 * 86_400_000

interface WriterRecord {
  seq: number
  at: number
}

const isWriter: Guard<WriterRecord> = shape<WriterRecord>({ seq: isCount, at: isCount })

/** The highest number of this writer's entries that is counted; 0 when none is. */
export async function readSeq(records: Records, writer: string): Promise<number> {
  const found = await records.get(WRITERS + writer)
  return isWriter(found) ? found.seq : 0
}

export function writeSeq(records: Records, writer: string, seq: number, now: number): void {
  records.put(WRITERS + writer, { seq, at: now })
}

/** At each opening this many records are looked at: a page adds one, so that they cannot pile up. */
const PRUNE_COUNT = 100

/** Forgets writers of long ago, among those that follow `writer`: ids are random, so each has its turn. */
export async function pruneWriters(records: Records, writer: string, now: number): Promise<void> {
  for (const [key, value] of await records.first(WRITERS, PRUNE_COUNT, WRITERS + writer)) {
    if (!isWriter(value) || value.at < now - WRITER_KEPT_MS) records.delete(key)
  }
}
