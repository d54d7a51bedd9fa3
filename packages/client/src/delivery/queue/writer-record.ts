import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { shape } from '../../core/guard/shape.ts'
import type { Records } from '../../core/platform/store.ts'
import type { Change } from './change.ts'

const WRITERS = 'writer/'

/**
 * How long a writer's record is kept after its last write. A page that sleeps longer would count an entry again if it
 * does not know whether the entry was written.
 */
const WRITER_KEPT_MS = 30 * 86_400_000

interface WriterRecord {
  seq: number
  at: number
}

const isWriter: Guard<WriterRecord> = shape<WriterRecord>({ seq: isCount, at: isCount })

type Counted = Pick<Change, 'records' | 'seqs'>

/** Returns the highest `seq` of this writer that has been counted, or 0. Each transaction reads it only once. */
export async function readSeq({ records, seqs }: Counted, writer: string): Promise<number> {
  const known = seqs.get(writer)
  if (known !== undefined) return known
  const found = await records.get(WRITERS + writer)
  const seq = isWriter(found) ? found.seq : 0
  seqs.set(writer, seq)
  return seq
}

export function writeSeq({ records, seqs }: Counted, writer: string, seq: number, now: number): void {
  seqs.set(writer, seq)
  records.put(WRITERS + writer, { seq, at: now })
}

/** The number of records that each page checks when it opens. Each page adds one, so checking ten bounds their number. */
const PRUNE_COUNT = 10

/** Deletes outdated records among those that follow `writer`. Writer ids are random, so every record is checked in time. */
export async function pruneWriters(records: Records, writer: string, now: number): Promise<void> {
  for (const [key, value] of await records.first(WRITERS, PRUNE_COUNT, WRITERS + writer)) {
    if (!isWriter(value) || value.at < now - WRITER_KEPT_MS) records.delete(key)
  }
}
