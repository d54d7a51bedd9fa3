import type { Plan } from '@shadow-mode/protocol'
import { type Account, addAccount, emptyAccount, lossesIn } from '../outbox/account.ts'
import type { DropReason } from '../outbox/drop-reason.ts'
import type { JournalEntry } from '../outbox/journal-entry.ts'
import { randomUuid } from '../outbox/random-uuid.ts'
import type { Platform } from '../platform/platform.ts'
import type { ShadowEvent } from '../status/status.ts'
import type { Store } from '../store/store.ts'
import { appendEntries } from './append-entries.ts'
import { type Change, takeOut } from './change.ts'
import { entriesOf, readEntry } from './entry-record.ts'
import { keepLimits } from './keep-limits.ts'
import { accountOf, type Ledger, type Outcome, totalQueued } from './ledger.ts'
import { LEDGER, openLedger } from './open-ledger.ts'
import { settleBatch } from './settle-batch.ts'
import { type QueuedPair, takeBatch } from './take-batch.ts'
import { pruneWriters, readSeq } from './writer-record.ts'

interface QueueOptions {
  platform: Pick<Platform, 'now' | 'random'>
  store: Store
  experiment: string
  writer: string
  limits: () => Plan
  /** Called after each transaction, in their order: the writer's entries up to `seq` are counted. */
  onSaved: (seq: number) => void
  /** Gets `dropped`. */
  emit: (event: ShadowEvent) => void
}

/** The pairs that wait in a store, with its ledger. Each call is one transaction. */
export interface Queue {
  /** Comes first, once: learns what waits, and tidies up. */
  open(): Promise<void>
  append(entries: readonly JournalEntry[]): Promise<void>
  take(maxPairs: number): Promise<QueuedPair[]>
  settle(pairs: readonly QueuedPair[], outcomeOf: (pair: QueuedPair) => Outcome): Promise<void>
  /** Drops what is too old or too much. */
  keepLimits(): Promise<void>
  discard(reason: DropReason): Promise<void>
  /** Of this experiment, after the newest transaction; a copy. */
  account(): Account
  /** After the newest transaction. */
  ledger(): Ledger
  /** Pairs that wait, over all experiments. */
  waiting(): number
  /** Entries of this experiment that would be lost with the page, because the store is not on the device. */
  volatile(): JournalEntry[]
  /** From now on the store is another, empty one: its counts come on top of those known. */
  rebase(): void
}

export function createQueue(options: QueueOptions): Queue {
  const { platform, store, experiment, writer, limits, onSaved, emit } = options
  const now = () => platform.now()
  const newClient = () => randomUuid(() => platform.random())
  let base = emptyAccount()
  let ledger: Ledger = { client: writer, accounts: {} }

  const account = () => {
    const total = emptyAccount()
    addAccount(total, base)
    addAccount(total, accountOf(ledger, experiment))
    return total
  }
  const change = async <Result>(work: (change: Change) => Promise<Result>): Promise<Result> => {
    const done = await store.transact(async records => {
      const it: Change = { records, ledger: await openLedger(records, newClient), lost: {} }
      const result = await work(it)
      records.put(LEDGER, it.ledger)
      return { ...it, result, seq: await readSeq(records, writer) }
    })
    ledger = done.ledger
    onSaved(done.seq)
    for (const [reason, count] of lossesIn(done.lost[experiment] ?? { dropped: {} }))
      emit({ type: 'dropped', reason, count })
    return done.result
  }
  const limit = (it: Change) => keepLimits(it, experiment, limits(), now())
  return {
    open: () =>
      change(async it => {
        await pruneWriters(it.records, now())
        await limit(it)
      }),
    append: entries =>
      change(async it => {
        await appendEntries(it, entries, now())
        const { queued, queuedLength } = accountOf(it.ledger, experiment)
        const { maxQueuedPairs, maxQueuedLength } = limits()
        // Only then: it reads entries back, which every write would pay for.
        if (queued > maxQueuedPairs || queuedLength > maxQueuedLength) await limit(it)
      }),
    take: maxPairs => change(it => takeBatch(it, maxPairs)),
    settle: (pairs, outcomeOf) => change(it => settleBatch(it, pairs, outcomeOf)),
    keepLimits: () => change(limit),
    discard: reason =>
      change(async it => {
        for (;;) {
          const found = await it.records.first(entriesOf(experiment), 100)
          if (!found.length) break
          for (const [key, value] of found) {
            const entry = readEntry(value)
            if (entry) takeOut(it, key, entry, () => reason)
            else it.records.delete(key)
          }
        }
        // Books what had vanished before, when no other experiment waits.
        await takeBatch(it, 1)
      }),
    account,
    ledger: () => ledger,
    waiting: () => totalQueued(ledger),
    volatile: () =>
      store
        .volatile(entriesOf(experiment))
        .map(readEntry)
        .filter(entry => entry !== null),
    rebase() {
      base = account()
      ledger = { client: writer, accounts: {} }
    },
  }
}
