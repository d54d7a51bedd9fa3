import { toError } from '../../core/errors/to-error.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { OutboxOptions } from '../outbox/outbox-options.ts'
import { readOutcome } from './read-outcome.ts'

/**
 * Outcomes travel in an outbox of their own: the same guarantees, another queue and route. Its database is made with
 * the first outcome; a mark in the synchronous store tells later pages that there is one.
 * What it is given is as `recordOutcome` took it down; what is no outcome is dropped as `record`, and told.
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
  /** Without a synchronous store nobody can tell: look. */
  const mayHold = () => outbox.counts().sampled > 0 || (isDurable && store?.get(mark) !== null)
  return {
    ...outbox,
    put(record) {
      try {
        store?.set(mark, '1')
      } catch {
        // Full or forbidden: what waits goes with the next outcome that is recorded.
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
