import type { DropReason } from '../../core/books/drop-reason.ts'
import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { Journal } from './create-journal.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxOptions } from './outbox-options.ts'

interface IntakeOptions extends Pick<OutboxOptions, 'limits' | 'emit'> {
  journal: Journal
  /** So many pairs were finished, or, with none, a loss was counted. */
  changed: (pairs: number) => void
}

/** Takes down in the journal what becomes of each sampled prediction. */
export interface Intake extends Pick<Outbox, 'sampled' | 'add' | 'put' | 'drop'> {
  /** Predictions of which nothing has become yet. */
  running: () => number
}

export function createIntake({ journal, limits, emit, changed }: IntakeOptions): Intake {
  let running = 0
  const drop = (reason: DropReason) => {
    running--
    journal.drop(reason)
    emit({ type: 'dropped', reason, count: 1 })
    changed(0)
  }
  const put = (record: StoredPair) => {
    if (record.json.length > limits().maxRecordLength) return drop('oversize')
    if (!journal.add(record)) return drop('full')
    running--
    changed(1)
  }
  return {
    sampled() {
      running++
    },
    add(pair) {
      let json: string | undefined
      try {
        json = JSON.stringify(pair)
      } catch {
        // Cyclic, a BigInt, a throwing getter or toJSON: counted below.
      }
      if (!json) return drop('record')
      put({ id: pair.id, json })
    },
    put,
    drop,
    running: () => running,
  }
}
