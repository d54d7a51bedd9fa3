import type { Ack } from '@shadow-mode/protocol'
import type { Counter } from 'prom-client'
import type { IngestResult } from '../engine/engine.ts'
import type { KindName } from '../engine/kind-name.ts'

/** Names and help texts of the two counters of a kind. */
interface CounterTexts {
  noun: string
  counters: string
  intake: string
  engine: string
}

const counterTexts: Record<KindName, CounterTexts> = {
  pairs: {
    noun: 'records',
    counters: 'client_counters',
    intake: 'Pairs by result of intake (a duplicate is also counted as accepted)',
    engine: 'Pairs by result in the engine',
  },
  outcomes: {
    noun: 'outcomes',
    counters: 'outcome_client_counters',
    intake: 'Outcomes by result of intake (a duplicate is also counted as accepted)',
    engine: 'Outcomes by result in the engine',
  },
}

export interface KindMetrics {
  countBatch: (ack: Ack) => void
  countStored: (result: IngestResult) => void
}

/** Creates the counters of one kind of record, by result at intake and in the engine. */
export function createKindMetrics(
  kind: KindName,
  addCounter: (name: string, help: string, labelNames: string[]) => Counter,
): KindMetrics {
  const { noun, counters, ...help } = counterTexts[kind]
  const intake = addCounter(`intake_${noun}_total`, help.intake, ['result'])
  const engine = addCounter(`engine_${noun}_total`, help.engine, ['result'])
  const setAside = addCounter(
    `${counters}_set_aside_total`,
    'Sets of counters that claim more than a client of their age can have sampled',
    [],
  )
  const countBatch: KindMetrics['countBatch'] = ({ accepted, duplicates, rejected }) => {
    intake.inc({ result: 'accepted' }, accepted)
    intake.inc({ result: 'duplicate' }, duplicates)
    intake.inc({ result: 'rejected' }, rejected.length)
  }
  const countStored: KindMetrics['countStored'] = result => {
    engine.inc({ result: 'stored' }, result.stored)
    engine.inc({ result: 'duplicate' }, result.duplicates)
    engine.inc({ result: 'conflict' }, result.conflicts)
    // Outcomes are never quarantined.
    if (kind !== 'outcomes') engine.inc({ result: 'quarantined' }, result.quarantined)
    engine.inc({ result: 'set_aside' }, result.deadLetters)
    setAside.inc(result.countersSetAside ?? 0)
  }
  // Create the series at the start, so that rate() sees their first increase.
  countBatch({ accepted: 0, duplicates: 0, rejected: [] })
  countStored({ stored: 0, duplicates: 0, conflicts: 0, quarantined: 0, deadLetters: 0 })
  return { countBatch, countStored }
}
