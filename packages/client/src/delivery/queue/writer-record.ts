import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { shape } from '../../core/guard/shape.ts'
import type { Records } from '../../core/platform/store.ts'
import type { Change } from './change.ts'

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

type Counted = Pick<Change, 'records' | 'seqs'>

/** The highest number of this writer's entries that is counted; 0 when none is. Read once a transaction. */
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

/** At each opening this many records are looked at: a page adds one, so that they cannot pile up. */
const PRUNE_COUNT = 10

/** Forgets writers of long ago, among those that follow `writer`: ids are random, so each has its turn. */
export async function pruneWriters(records: Records, writer: string, now: number): Promise<void> {
  for (const [key, value] of await records.first(WRITERS, PRUNE_COUNT, WRITERS + writer)) {
    if (!isWriter(value) || value.at < now - WRITER_KEPT_MS) records.delete(key)
  }
}
