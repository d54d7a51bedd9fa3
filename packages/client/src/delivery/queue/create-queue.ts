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
import { enforceLimits } from './enforce-limits.ts'
import { entriesOf, readEntry } from './entry-record.ts'
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
  /** Called after each transaction, in order. The entries of `writer` up to `seq` have been counted. */
  onSaved: (seq: number) => void
  /** Called when the losses so far are known to the collector or stored on the device. `onSaved` is called next. */
  onReported: () => void
  /** Receives `dropped` events. */
  emit: (event: ShadowEvent) => void
}

// oxlint-disable-next-line max-lines-per-function -- a list of transactions, each of a few lines
export function createQueue(options: QueueOptions): Queue {
  const { platform, store, experiment, writer, limits, onSaved, onReported, emit } = options
  const now = () => platform.now()
  const newClient = () => randomUuid(platform)
  const { markReported, update, moveToDisk, ...books } = createPageBooks(experiment, writer)
  let saved = 0

  const changing = async <Result>(records: Records, work: (change: Change) => Promise<Result>) => {
    const seqs = new Map<string, number>()
    // Read in parallel, because the round trip costs more than the read.
    const [ledger] = await Promise.all([openLedger(records, newClient), readSeq({ records, seqs }, writer)])
    const it: Change = { records, ledger, seqs, lost: { accounts: {} } }
    const result = await work(it)
    records.put(LEDGER, it.ledger)
    return { ...it, result, seq: await readSeq(it, writer) }
  }
  const change = async <Result>(work: (change: Change) => Promise<Result>): Promise<Result> => {
    const { ledger, seq, lost, result } = await store.transact(records => changing(records, work))
    update(ledger)
    onSaved((saved = seq))
    for (const [reason, count] of lossesIn(accountOf(lost, experiment)))
      emit({ type: 'dropped', reason, count })
    return result
  }
  const limit = (it: Change, isWrite?: boolean) => enforceLimits(it, experiment, limits(), now(), isWrite)
  const volatileEntries = () =>
    store
      .volatileRecords(entriesOf(experiment))
      .map(readEntry)
      .filter(entry => entry !== null)
      // The keys are sorted by time, and the clock may have been set back between two entries.
      .sort((a, b) => a.seq - b.seq)
  return {
    ...books,
    async open() {
      await change(async it => {
        await pruneWriters(it.records, writer, now())
        await limit(it)
      })
      // The page that counted these losses reports them. Otherwise each page load would send a batch.
      markReported(accountOf(books.ledger(), experiment))
    },
    append: entries =>
      change(async it => {
        await appendEntries(it, entries, now())
        await limit(it, true)
      }),
    take: (maxPairs, claim, checkJson) =>
      change(async it =>
        claim && !(await takeLease(it.records, writer, now(), claim))
          ? 'leased'
          : takeBatch(it, maxPairs, checkJson),
      ),
    endLease: () => change(it => endLease(it.records, writer)),
    async settle(pairs, resultOf, { client, losses }) {
      // The ids differ if the queue fell back to memory after the batch was sent. Its losses are then in the other ledger.
      if (client === books.ledger().client) {
        markReported(losses[experiment])
        onReported()
      }
      await change(it => settleBatch(it, pairs, resultOf))
    },
    enforceLimits: () => change(limit),
    discard: reason =>
      change(async it => {
        await dropOldest(it, experiment, () => reason)
        // If no other experiment has pairs, this drops the pairs that the device has lost.
        await takeBatch(it, 1)
      }),
    volatileEntries,
    async tryDisk() {
      await store.tryDisk(async records => {
        const { ledger, seq } = await changing(records, async it => {
          await appendEntries(it, volatileEntries(), now())
          addAccount(accountOf(it.ledger, experiment), books.newLosses())
          writeSeq(it, writer, Math.max(saved, await readSeq(it, writer)), now())
        })
        return () => {
          moveToDisk(ledger)
          onReported()
          onSaved((saved = seq))
        }
      })
    },
  }
}
