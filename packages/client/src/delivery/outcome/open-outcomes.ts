import { toError } from '../../core/errors/to-error.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { OutboxOptions } from '../outbox/outbox-options.ts'
import { readOutcome } from './read-outcome.ts'

/**
 * Creates the outbox for outcomes. It works like the outbox for pairs, but has its own queue and route. Its database is
 * created with the first outcome. A mark in the synchronous store tells later pages that the database exists.
 *
 * `put` takes an outcome from `captureOutcome`. An invalid one is dropped as `record`, and a `problem` event reports why.
 */
export function openOutcomes(makeOutbox: (options: OutboxOptions) => Outbox, options: OutboxOptions): Outbox {
  const { experiment, storage, platform, emit } = options
  const isDurable = storage === 'durable'
  const store = isDurable ? platform.syncStore : undefined
  const mark = `shadow-mode/v1/outcomes/${experiment}`
  const outbox = makeOutbox({
    ...options,
    collector: { ...options.collector, channel: 'outcomes' },
    emit: event =>
      emit(event.type === 'problem' || event.type === 'status' ? event : { type: 'outcomes', event }),
  })
  /** Returns whether outcomes may be queued. Without a synchronous store, the database may always hold some. */
  const mayHold = () => outbox.counts().sampled > 0 || (isDurable && store?.get(mark) !== null)
  return {
    ...outbox,
    put(record) {
      try {
        store?.set(mark, '1')
      } catch {
        // The store is full or blocked. The outcome is sent by this page, or with the next recorded outcome.
      }
      try {
        outbox.put(readOutcome(record, experiment))
      } catch (error) {
        outbox.drop('record')
        emit({ type: 'problem', error: toError(error) })
      }
    },
    async flush(reason) {
      if (mayHold()) await outbox.flush(reason)
    },
    async discard(reason) {
      if (mayHold()) await outbox.discard(reason)
    },
  }
}
