import {
  IMPORT_SDK,
  type ImportMap,
  type Outcome,
  type Pair,
  type Role,
  type Side,
} from '@shadow-mode/protocol'
import type { Row } from '../table/table.ts'
import { createDurationReader } from './create-duration-reader.ts'
import { createIdMaker } from './create-id-maker.ts'
import { createInputReader } from './create-input-reader.ts'
import { createOutputReader } from './create-output-reader.ts'
import { createTextReader } from './create-text-reader.ts'
import { createTimeReader } from './create-time-reader.ts'
import { type ColumnFacts, createValueReader } from './create-value-reader.ts'
import { RowError } from './row-error.ts'

/** What a row becomes. */
export interface MappedRow {
  pair: Pair
  /** `null` if the row has no label. */
  outcome: Outcome | null
}

export interface RowMapperOptions {
  map: ImportMap
  experiment: string
  /** The columns of the file, `null` where each row brings its own. */
  columns: readonly string[] | null
  facts: ColumnFacts
}

const UNKNOWN_VERSION = 'unknown'
const DEFAULT_TIMEZONE = 'UTC'

function createSideReader(role: Role, { map, facts }: RowMapperOptions): (row: Row) => Side {
  const readOutput = createOutputReader(role, map[role], facts)
  const readVersion = createTextReader(`versions.${role}`, map.versions?.[role], facts)
  const readDuration = createDurationReader(`latency.${role}`, map.latency?.[role], facts)
  return row => {
    const { value: output, isEmpty } = readOutput(row)
    const version = readVersion(row) ?? UNKNOWN_VERSION
    const durationMs = readDuration(row)
    const base = { version, ...(durationMs === null ? {} : { durationMs }) }
    if (!isEmpty) return { ...base, status: 'ok', output }
    return {
      ...base,
      status: 'error',
      error: { name: 'NoValue', message: `The row has no value of ${role}` },
    }
  }
}

function createOutcomeReader({
  map,
  experiment,
  facts,
}: RowMapperOptions): (row: Row, pair: Pair) => Outcome | null {
  if (map.label === undefined) return () => null
  const readLabel = createValueReader('label', map.label, facts)
  const readObserved = map.observedAt
    ? createTimeReader('observedAt', map.observedAt, map.timezone ?? DEFAULT_TIMEZONE)
    : () => null
  return (row, { id, capturedAt }) => {
    const label = readLabel(row)
    if (label === null) return null
    const observedMs = readObserved(row)
    const observedAt = observedMs === null ? capturedAt : new Date(observedMs).toISOString()
    return { id, experiment, label, observedAt }
  }
}

/**
 * Creates a function that turns a row into a pair and an outcome. Call it for every row of a file, in order.
 *
 * @throws {RowError} (the function) The row cannot be mapped.
 */
export function createRowMapper(options: RowMapperOptions): (row: Row) => MappedRow {
  const { map, experiment, columns, facts } = options
  const makeId = createIdMaker(experiment, map)
  const readTime = createTimeReader('time', map.time, map.timezone ?? DEFAULT_TIMEZONE)
  const readLive = createSideReader('live', options)
  const readCandidate = createSideReader('candidate', options)
  const readInput = createInputReader(map, columns, facts)
  const readSubject = createTextReader('subject', map.subject, facts)
  const readReference = createTextReader('reference', map.reference, facts)
  const readOutcome = createOutcomeReader(options)
  return row => {
    const timeMs = readTime(row)
    if (timeMs === null) throw new RowError('time: the row has no value')
    const id = makeId(row, timeMs)
    const live = readLive(row)
    const candidate = readCandidate(row)
    if (live.status !== 'ok' && candidate.status !== 'ok') {
      throw new RowError('live, candidate: the row has a value of neither')
    }
    const reference = readReference(row)
    const subject = readSubject(row)
    const pair: Pair = {
      id,
      experiment,
      capturedAt: new Date(timeMs).toISOString(),
      ...(reference === undefined ? {} : { reference }),
      ...(subject === undefined ? {} : { subject }),
      ...(readInput === null ? {} : { input: readInput(row) }),
      live,
      candidate,
      served: 'live',
      sampling: { variant: null, rate: 1, weight: 1 },
      context: { sdk: IMPORT_SDK },
    }
    return { pair, outcome: readOutcome(row, pair) }
  }
}
