import type { Batch, Plan } from '@shadow-mode/protocol'
import { type Account, addAccount, emptyAccount, lossAccount, lossesIn } from '../books/account.ts'
import type { DropReason } from '../books/drop-reason.ts'
import type { JournalEntry } from '../books/journal-entry.ts'
import { randomUuid } from '../platform/random-uuid.ts'
import type { Platform } from '../platform/platform.ts'
import type { ShadowEvent } from '../status/status.ts'
import type { ResilientStore } from '../store/create-resilient-store.ts'
import type { Records } from '../platform/store.ts'
import { appendEntries } from './append-entries.ts'
import type { Change } from './change.ts'
import { entriesOf, readEntry } from './entry-record.ts'
import { dropOldest } from './drop-oldest.ts'
import { keepLimits } from './keep-limits.ts'
import { accountOf, type Ledger, type Outcome } from './ledger.ts'
import { LEDGER, openLedger } from './open-ledger.ts'
import { settleBatch } from './settle-batch.ts'
import { type QueuedPair, takeBatch } from './take-batch.ts'
import { endLease, type LeaseClaim, takeLease } from './take-lease.ts'
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
  onTold: () => void
  /** Gets `dropped`. */
  emit: (event: ShadowEvent) => void
}

/** The pairs that wait in a store, with its ledger. Each call is one transaction. */
export interface Queue {
  /** Comes first, once: learns what waits, and tidies up. */
  open(): Promise<void>
  append(entries: readonly JournalEntry[]): Promise<void>
  /**
   * The oldest pairs. With a `claim` the lease is taken or renewed; `leased` when another page holds it. In `doubt` each
   * is looked at first: what is no JSON is dropped as `storage`.
   */
  take(maxPairs: number, claim?: LeaseClaim, doubt?: boolean): Promise<QueuedPair[] | 'leased'>
  endLease(): Promise<void>
  /** `sent`: whose losses went with the batch, and which. */
  settle(
    pairs: readonly QueuedPair[],
    outcomeOf: (pair: QueuedPair) => Outcome,
    sent: Pick<Batch, 'client' | 'losses'>,
  ): Promise<void>
  /** Drops what is too old or too much, and learns what other pages did. */
  keepLimits(): Promise<void>
  discard(reason: DropReason): Promise<void>
  /** Of this experiment, after the newest transaction; a copy. */
  account(): Account
  /** After the newest transaction. */
  ledger(): Ledger
  /** Entries that would be lost with the page, because the store is not on the device; in their writers' order. */
  volatile(): JournalEntry[]
  /** Losses of this experiment that came since the page opened, and that no batch of it has told. */
  untold(): Account
  /** From now on the store is another, empty one: its counts come on top of those known. */
  rebase(): void
  /** Moves what waits in memory to the device, when that takes it again; see `ResilientStore`. */
  tryDisk(): Promise<void>
}

export function createQueue(options: QueueOptions): Queue {
  const { platform, store, experiment, writer, limits, onSaved, onTold, emit } = options
  const now = () => platform.now()
  const newClient = () => randomUuid(() => platform.random())
  let saved = 0
  let ledger: Ledger = { client: writer, accounts: {} }
  /** What this page knows beyond its ledger: of a device out of reach, and of what has met its end in memory. */
  let away = emptyAccount()
  const ended = emptyAccount()
  /** Losses in the ledger that the collector knows of. */
  let told = emptyAccount()

  const own = () => accountOf(ledger, experiment)
  const account = () => {
    const total = emptyAccount()
    for (const part of [away, ended, own()]) addAccount(total, part)
    return total
  }
  const changing = async <Result>(records: Records, work: (change: Change) => Promise<Result>) => {
    const seqs = new Map<string, number>()
    // Asked for together: a request's answer costs more than the reading.
    const [ledgerThere] = await Promise.all([
      openLedger(records, newClient),
      readSeq({ records, seqs }, writer),
    ])
    const it: Change = { records, ledger: ledgerThere, seqs, lost: { accounts: {} } }
    const result = await work(it)
    records.put(LEDGER, it.ledger)
    return { ...it, result, seq: await readSeq(it, writer) }
  }
  const use = (done: { ledger: Ledger; seq: number }) => {
    ledger = done.ledger
    saved = done.seq
    onSaved(saved)
  }
  const change = async <Result>(work: (change: Change) => Promise<Result>): Promise<Result> => {
    const done = await store.transact(records => changing(records, work))
    use(done)
    for (const [reason, count] of lossesIn(accountOf(done.lost, experiment)))
      emit({ type: 'dropped', reason, count })
    return done.result
  }
  const limit = (it: Change) => keepLimits(it, experiment, limits(), now())
  const volatile = () =>
    store
      .volatile(entriesOf(experiment))
      .map(readEntry)
      .filter(entry => entry !== null)
      // The clock may have been set back between two of them.
      .sort((a, b) => a.seq - b.seq)
  const untold = () => {
    const rest = lossAccount(own())
    addAccount(rest, told, -1)
    return rest
  }
  return {
    async open() {
      await change(async it => {
        await pruneWriters(it.records, writer, now())
        await limit(it)
      })
      // By the page that counted them: a batch for each page load would be too much.
      told = lossAccount(own())
    },
    append: entries =>
      change(async it => {
        await appendEntries(it, entries, now())
        const { queued, queuedLength } = accountOf(it.ledger, experiment)
        const { maxQueuedPairs, maxQueuedLength } = limits()
        // Only then: it reads entries back, which every write would pay for.
        if (queued > maxQueuedPairs || queuedLength > maxQueuedLength) await limit(it)
      }),
    take: (maxPairs, claim, doubt) =>
      change(async it =>
        claim && !(await takeLease(it.records, writer, now(), claim))
          ? 'leased'
          : takeBatch(it, maxPairs, doubt),
      ),
    endLease: () => change(it => endLease(it.records, writer)),
    async settle(pairs, outcomeOf, { client, losses }) {
      // Not when the batch left before the store was given up: its pairs are on the device.
      if (client === ledger.client) {
        told = lossAccount(losses[experiment])
        onTold()
      }
      await change(it => settleBatch(it, pairs, outcomeOf))
    },
    keepLimits: () => change(limit),
    discard: reason =>
      change(async it => {
        await dropOldest(it, experiment, () => reason)
        // Books what had vanished before, when no other experiment waits.
        await takeBatch(it, 1)
      }),
    account,
    ledger: () => ledger,
    volatile,
    untold,
    rebase() {
      away = own()
      told = emptyAccount()
      ledger = { client: writer, accounts: {} }
    },
    async tryDisk() {
      await store.tryDisk(async records => {
        const done = await changing(records, async it => {
          await appendEntries(it, volatile(), now())
          addAccount(accountOf(it.ledger, experiment), untold())
          writeSeq(it, writer, Math.max(saved, await readSeq(it, writer)), now())
        })
        return () => {
          // The rest was told under the name that the ledger in memory had.
          const { delivered } = own()
          addAccount(ended, { ...told, sampled: told.sampled + delivered, delivered })
          away = emptyAccount()
          told = emptyAccount()
          onTold()
          use(done)
        }
      })
    },
  }
}
