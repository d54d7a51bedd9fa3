import type { Plan } from '@shadow-mode/protocol'
import type { Platform } from '../../core/platform/platform.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import type { Collector } from '../flush/collector.ts'

export interface OutboxOptions {
  platform: Platform
  collector: Collector
  experiment: string
  /** `memory` stores nothing on the device. Queued pairs are then lost with the page. */
  storage: 'durable' | 'memory'
  /** Returns the current plan. The outbox applies `maxRecordLength`, `maxQueuedPairs`, `maxQueuedLength` and `maxAgeMs`. */
  limits: () => Plan
  /** Called before each attempt to send, also when the page closes. While it returns false, nothing is sent. */
  maySend: () => boolean
  /** Receives `dropped`, `flushed`, `flush-failed`, `problem` and `status` events. */
  emit: (event: ShadowEvent) => void
  /**
   * How long to wait for the collector's whole response, in ms.
   *
   * @default 30_000
   */
  requestTimeoutMs?: number
}
