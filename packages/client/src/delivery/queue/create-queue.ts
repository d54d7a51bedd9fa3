import type { Plan } from '@shadow-mode/protocol'
import { addAccount, lossesIn } from '../../core/books/account.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'
import type { Records } from '../../core/platform/store.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import type { ResilientStore } from '../store/create-resilient-store.ts'
import { appendEntries } from './append-entries.ts'
import type { Change } from './change.ts'
import { createPageBooks } from './create-page-books.ts'
import { dropOldest } from './drop-oldest.ts'
import { entriesOf, readEntry } from './entry-record.ts'
import { keepLimits } from './keep-limits.ts'
import { accountOf } from './ledger.ts'
import { LEDGER, openLedger } from './open-ledger.ts'
import type { Queue } from './queue.ts'
import { settleBatch } from './settle-batch.ts'
import { takeBatch } from './take-batch.ts'
import { endLease, takeLease } from './take-lease.ts'
import { pruneWriters, readSeq, writeSeq } from './writer-record.ts'

interface QueueOptions {
  platform: Pick<Platform, 'now' | 'random'>
  store: ResilientStore
  experiment: string
  writer: string
  limits: () => Plan
  /** Called after each transaction, in their order: the writer's entries up to `seq` are counted. */
  onSaved: (seq: number) => void
  /** Losses counted so far are known to the collector, or on the device; `onSaved` follows. */
  onReported: () => void
  /** Gets `dropped`. */
  emit: (event: ShadowEvent) => void
}

// oxlint-disable-next-line max-lines-per-function -- a list of transactions, each of a few lines
export function createQueue(options: QueueOptions): Queue {
  const { platform, store, experiment, writer, limits, onSaved, onReported, emit } = options
  const now = () => platform.now()
  const newClient = () => randomUuid(() => platform.random())
  const { reported, use, move, ...books } = createPageBooks(experiment, writer)
  let saved = 0

  const changing = async <Result>(records: Records, work: (change: Change) => Promise<Result>) => {
    const seqs = new Map<string, number>()
    // Asked for together: a request's answer costs more than the reading.
    const [ledger] = await Promise.all([openLedger(records, newClient), readSeq({ records, seqs }, writer)])
    const it: Change = { records, ledger, seqs, lost: { accounts: {} } }
    const result = await work(it)
    records.put(LEDGER, it.ledger)
    return { ...it, result, seq: await readSeq(it, writer) }
  }
  const change = async <Result>(work: (change: Change) => Promise<Result>): Promise<Result> => {
    const { ledger, seq, lost, result } = await store.transact(records => changing(records, work))
    use(ledger)
    onSaved((saved = seq))
    for (const [reason, count] of lossesIn(accountOf(lost, experiment)))
      emit({ type: 'dropped', reason, count })
    return result
  }
  const limit = (it: Change, isWrite?: boolean) => keepLimits(it, experiment, limits(), now(), isWrite)
  const volatile = () =>
    store
      .volatile(entriesOf(experiment))
      .map(readEntry)
      .filter(entry => entry !== null)
      // The clock may have been set back between two of them.
      .sort((a, b) => a.seq - b.seq)
  return {
    ...books,
    async open() {
      await change(async it => {
        await pruneWriters(it.records, writer, now())
        await limit(it)
      })
      // By the page that counted them: a batch for each page load would be too much.
      reported(accountOf(books.ledger(), experiment))
    },
    append: entries =>
      change(async it => {
        await appendEntries(it, entries, now())
        await limit(it, true)
      }),
    take: (maxPairs, claim, doubt) =>
      change(async it =>
        claim && !(await takeLease(it.records, writer, now(), claim))
          ? 'leased'
          : takeBatch(it, maxPairs, doubt),
      ),
    endLease: () => change(it => endLease(it.records, writer)),
    async settle(pairs, endOf, { client, losses }) {
      // Not when the batch left before the store was given up: its pairs are on the device.
      if (client === books.ledger().client) {
        reported(losses[experiment])
        onReported()
      }
      await change(it => settleBatch(it, pairs, endOf))
    },
    keepLimits: () => change(limit),
    discard: reason =>
      change(async it => {
        await dropOldest(it, experiment, () => reason)
        // Books what had vanished before, when no other experiment waits.
        await takeBatch(it, 1)
      }),
    volatile,
    async tryDisk() {
      await store.tryDisk(async records => {
        const { ledger, seq } = await changing(records, async it => {
          await appendEntries(it, volatile(), now())
          addAccount(accountOf(it.ledger, experiment), books.unreported())
          writeSeq(it, writer, Math.max(saved, await readSeq(it, writer)), now())
        })
        return () => {
          move(ledger)
          onReported()
          onSaved((saved = seq))
        }
      })
    },
  }
}
