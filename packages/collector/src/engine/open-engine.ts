import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FolderLock } from '../folder/lock-folder.ts'
import { probeFolder } from '../folder/probe-folder.ts'
import type { Engine, IngestRecord, IngestResult, Window } from './engine.ts'
import type { EngineCalls, EngineMethod } from './engine-calls.ts'
import { EngineFailedError } from './engine-failed-error.ts'
import { type EngineProcess, startEngineProcess } from './engine-process.ts'
import { getLowestId } from './id-number.ts'
import { getIdWeek } from './id-week.ts'
import type { IdTimeWindow } from './ingest/stored-kind.ts'
import type { OutcomePage } from './read/read-outcomes.ts'
import type { Page, PageStart } from './read/read-page.ts'
import type { Retention } from './retention/expire-records.ts'
import { sumResults } from './sum-results.ts'

const DAY_MS = 86_400_000
const DEFAULT_RETENTION_DAYS = 400
/** Limits of one call to the engine, in records and UTF-16 units. A larger ingest is split. A record is never split. */
const MAX_PART_RECORDS = 5_000
const MAX_PART_LENGTH = 8 * 1024 * 1024

export interface EngineOptions {
  /** The data folder. It is created if missing. The engine's files are in its subfolder `engine`. */
  dir: string
  /** Called with messages for the operator. */
  onProblem?: ((message: string) => void) | undefined
  /** The lock of the data folder. The engine's process inherits it. */
  lock: Pick<FolderLock, 'fd'>
  /**
   * `ingest` with `quarantine` quarantines pairs with older ids, and `expire` deletes them. Days.
   *
   * @default 400
   */
  retentionDays?: number
  /**
   * The current time in milliseconds since the epoch.
   *
   * @default Date.now
   */
  now?: () => number
}

function* splitIntoParts(records: readonly IngestRecord[]): Generator<IngestRecord[]> {
  let part: IngestRecord[] = []
  let length = 0
  for (const record of records) {
    const isFull = part.length >= MAX_PART_RECORDS || length + record.raw.length > MAX_PART_LENGTH
    if (isFull && part.length > 0) {
      yield part
      part = []
      length = 0
    }
    part.push(record)
    length += record.raw.length
  }
  yield part
}

function parseInstant(field: 'from' | 'to', value: string | null): number {
  if (value === null) return field === 'from' ? 0 : Number.POSITIVE_INFINITY
  const millis = Date.parse(value)
  if (Number.isNaN(millis))
    throw new RangeError(`window.${field}: Expected an ISO 8601 time but received "${value}"`)
  return millis
}

const windowAt = (time: number, retentionDays: number): IdTimeWindow => ({
  fromMs: time - retentionDays * DAY_MS,
  toMs: time + DAY_MS,
})

const retentionAt = (time: number, retentionDays: number): Retention => ({
  thisWeek: getIdWeek(getLowestId(time)),
  firstKeptWeek: getIdWeek(getLowestId(windowAt(time, retentionDays).fromMs)),
})

/** Reports damaged parts when there are more than before. */
function brokenPartsReporter(dir: string, onProblem: EngineOptions['onProblem']): (count: number) => void {
  let reported = 0
  return count => {
    if (count > reported)
      onProblem?.(
        `The engine has set aside ${count} damaged parts in ${join(dir, 'store', '*', '*', 'detached')}. ` +
          'What a full disk damaged is stored again. Delete them when nothing is missing',
      )
    reported = count
  }
}

async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  // The folder may be older than this rule.
  await chmod(path, 0o700)
}

/**
 * Opens the embedded ClickHouse of a data folder in a child process, so that the caller survives a crash of the engine.
 * A crash rejects the pending calls, and the next call restarts the engine.
 *
 * @throws {EngineBusyError} Another process has the folder open.
 * @throws {EngineFailedError} The folder cannot be opened.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { retentionDays = DEFAULT_RETENTION_DAYS, now = Date.now } = options
  const dir = join(options.dir, 'engine')
  await makePrivateFolder(dir)

  let closed = false
  const reportBrokenParts = brokenPartsReporter(dir, options.onProblem)
  const start = (): Promise<EngineProcess> => {
    const starting = startEngineProcess(dir, options.lock.fd)
    const forget = (): void => {
      if (running === starting) running = null
    }
    starting.then(engine => {
      reportBrokenParts(engine.brokenParts)
      return engine.ended.then(forget)
    }, forget)
    return starting
  }
  let running: Promise<EngineProcess> | null = null
  running = start()
  await running

  const call = async <M extends EngineMethod>(
    method: M,
    input: EngineCalls[M]['input'],
  ): Promise<EngineCalls[M]['output']> => {
    if (closed) throw new EngineFailedError('The engine is closed')
    running ??= start()
    return (await running).call(method, input)
  }

  async function* readPairs(experiment: string, window: Window): AsyncGenerator<string> {
    const last = getLowestId(parseInstant('to', window.to)) - 1n
    let next: PageStart | null = { from: getLowestId(parseInstant('from', window.from)), weeks: 1 }
    while (next !== null && next.from <= last) {
      const page: Page = await call('readPage', { experiment, last, ...next })
      yield* page.raws
      next = page.next
    }
  }

  async function* readOutcomes(experiment: string): AsyncGenerator<string> {
    let next: string | null = ''
    while (next !== null) {
      const page: OutcomePage = await call('readOutcomes', { experiment, after: next })
      yield* page.raws
      next = page.next
    }
  }

  return {
    async ingest(records, losses, { kind = 'pairs', quarantine }) {
      const acceptedWindow = quarantine ? windowAt(now(), retentionDays) : null
      const results: IngestResult[] = []
      let pendingLosses = losses
      for (const part of splitIntoParts(records)) {
        results.push(await call('ingest', { kind, records: part, losses: pendingLosses, acceptedWindow }))
        pendingLosses = []
      }
      return sumResults(results)
    },
    expire: () => call('expire', retentionAt(now(), retentionDays)),
    readPairs,
    readOutcomes,
    readCaptureFacts: experiment => call('captureFacts', experiment),
    listExperiments: () => call('experiments', null),
    readLastSeq: () => call('lastSeq', null),
    async ping() {
      await call('ping', null)
      await probeFolder(dir)
    },
    async close() {
      if (closed) return
      closed = true
      // A failed start has rejected its own caller and leaves nothing to close.
      const engine = await running?.catch(() => null)
      await engine?.close()
    },
  }
}
