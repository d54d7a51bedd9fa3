import type { Pair } from '@shadow-mode/protocol'
import type { DropReason } from '../core/books/drop-reason.ts'
import type { ShadowEvent } from '../core/status/status.ts'
import type { Outbox } from '../delivery/outbox/outbox.ts'

export interface MemoryOutbox extends Outbox {
  pairs: Pair[]
  drops: DropReason[]
  /** All calls except `counts`, in order. */
  calls: string[]
  /** Receives the event `dropped`, as from a real outbox. */
  emit: (event: ShadowEvent) => void
}

/** An outbox that keeps everything and delivers nothing. */
export function createMemoryOutbox(): MemoryOutbox {
  const pairs: Pair[] = []
  const drops: DropReason[] = []
  const calls: string[] = []
  let sampled = 0
  const outbox: MemoryOutbox = {
    emit: () => {},
    pairs,
    drops,
    calls,
    sampled() {
      calls.push('sampled')
      sampled += 1
    },
    add(pair) {
      calls.push('add')
      pairs.push(pair)
    },
    put(record) {
      outbox.add(JSON.parse(record.json))
    },
    drop(reason) {
      calls.push(`drop ${reason}`)
      drops.push(reason)
      outbox.emit({ type: 'dropped', reason, count: 1 })
    },
    async flush(reason) {
      calls.push(`flush ${reason}`)
    },
    async discard(reason) {
      calls.push(`discard ${reason}`)
    },
    counts() {
      const dropped: Partial<Record<DropReason, number>> = {}
      for (const reason of drops) dropped[reason] = (dropped[reason] ?? 0) + 1
      return { sampled, delivered: 0, queued: pairs.length, unconfirmed: 0, dropped }
    },
    exit: () => void calls.push('exit'),
    async close() {
      calls.push('close')
    },
  }
  return outbox
}
