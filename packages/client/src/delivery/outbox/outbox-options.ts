import type { Plan } from '@shadow-mode/protocol'
import type { Platform } from '../../core/platform/platform.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import type { Collector } from '../flush/collector.ts'

export interface OutboxOptions {
  platform: Platform
  collector: Collector
  experiment: string
  /** `memory` touches neither IndexedDB nor the synchronous store: what waits ends with the page. */
  storage: 'durable' | 'memory'
  /** The plan in force: its `maxRecordLength`, `maxQueuedPairs`, `maxQueuedLength` and `maxAgeMs` are kept. */
  limits: () => Plan
  /** Asked before each attempt to send, also from a closing page. Default: always. */
  maySend?: () => boolean
  /** Gets `dropped`, `flushed`, `flush-failed`, `problem` and `status`. */
  emit: (event: ShadowEvent) => void
  /** How long the collector may take to answer, and again to send its answer's body. Default 30,000. */
  requestTimeoutMs?: number
}
