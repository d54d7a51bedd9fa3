import type { Engine, ExpiredCounts, IngestRecord, IngestResult, LossRecord } from '../engine/engine.ts'
import { sumResults } from '../engine/sum-results.ts'

export interface MemoryEngine extends Engine {
  records: Map<string, IngestRecord>
  losses: LossRecord[]
  /** Outcomes by `outcomeId`. */
  outcomeRecords: Map<string, IngestRecord>
  /** The number of pairs in each successful `ingest`. */
  groups: number[]
  /** If set, `ingest` and `ping` fail with this error. */
  failWith: Error | null
  /** Each `ingest` waits for it before it stores. */
  gate: Promise<void>
  /** The result of `expire`. */
  expired: ExpiredCounts
  closed: boolean
}

/** An engine in memory, for tests of the parts that use an engine. */
export function memoryEngine(afterSeq = 0): MemoryEngine {
  const answer = async (): Promise<void> => {
    if (engine.failWith) throw engine.failWith
  }
  const store = (record: IngestRecord, result: IngestResult): void => {
    const known = engine.records.get(record.id)
    if (!known) engine.records.set(record.id, record)
    // Not idNumber, because tests may use ids that are not UUIDs.
    const year = new Date(Number.parseInt(record.id.replace('-', '').slice(0, 12), 16)).getUTCFullYear()
    if (known) result[known.raw === record.raw ? 'duplicates' : 'conflicts']++
    else result[year > 2100 ? 'quarantined' : 'stored']++
  }
  const storeOutcome = (record: IngestRecord, result: IngestResult): void => {
    const known = engine.outcomeRecords.get(record.id)
    if (!known) engine.outcomeRecords.set(record.id, record)
    result[known ? (known.raw === record.raw ? 'duplicates' : 'conflicts') : 'stored']++
  }
  const engine: MemoryEngine = {
    records: new Map(),
    losses: [],
    outcomeRecords: new Map(),
    groups: [],
    failWith: null,
    gate: Promise.resolve(),
    expired: { weeks: [], pairs: 0, outcomes: 0, quarantined: 0, conflicts: 0, deadLetters: 0 },
    closed: false,
    ingest: async (records, losses, { kind = 'pairs' }) => {
      await engine.gate
      await answer()
      const result = sumResults([])
      if (kind === 'outcomes') {
        for (const record of records) storeOutcome(record, result)
        return result
      }
      for (const record of records) store(record, result)
      engine.losses.push(...losses)
      engine.groups.push(records.length)
      return result
    },
    expire: async () => {
      await answer()
      return engine.expired
    },
    readOutcomes: async function* (experiment) {
      for (const record of engine.outcomeRecords.values())
        if (record.experiment === experiment) yield record.raw
    },
    readPairs: async function* (experiment) {
      for (const record of engine.records.values()) if (record.experiment === experiment) yield record.raw
    },
    readCaptureFacts: async () => ({
      losses: { clients: 0, sampled: 0, unconfirmed: 0, dropped: {} },
      quarantined: 0,
      conflicts: 0,
      setAside: 0,
    }),
    listExperiments: async () => [],
    readLastSeq: async () =>
      Math.max(
        afterSeq,
        ...[...engine.records.values(), ...engine.outcomeRecords.values()].map(({ seq }) => seq),
      ),
    ping: answer,
    close: async () => {
      engine.closed = true
    },
  }
  return engine
}
