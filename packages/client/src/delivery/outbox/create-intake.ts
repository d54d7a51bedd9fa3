import type { DropReason } from '../../core/books/drop-reason.ts'
import type { StoredPair } from '../../core/books/journal-entry.ts'
import { toJson } from '../../core/values/to-json.ts'
import type { Journal } from './create-journal.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxOptions } from './outbox-options.ts'

interface IntakeOptions extends Pick<OutboxOptions, 'limits' | 'emit'> {
  journal: Journal
  /** Called with the number of finished pairs, or with 0 after a loss. */
  changed: (pairs: number) => void
}

/** Adds the result of each sampled prediction to the journal. */
export interface Intake extends Pick<Outbox, 'sampled' | 'add' | 'put' | 'drop'> {
  /** Returns the number of sampled predictions that have no result yet. */
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
        json = toJson(pair, limits().maxRecordLength)
      } catch (error) {
        // Otherwise a cycle, or a getter or `toJSON` that throws.
        if (Object(error).code === 'oversize') return drop('oversize')
      }
      if (!json) return drop('record')
      put({ id: pair.id, json })
    },
    put,
    drop,
    running: () => running,
  }
}
