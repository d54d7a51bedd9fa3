import { setTimeout as delay } from 'node:timers/promises'
import * as v from 'valibot'
import { describeError } from '../errors/describe-error.ts'
import type { EngineCalls, EngineMethod, EngineReply, EngineRequest } from './engine-calls.ts'
import { ingestRecords } from './ingest/ingest-records.ts'
import { storedKinds } from './ingest/stored-kinds.ts'
import { listExperiments } from './read/list-experiments.ts'
import { readCaptureFacts } from './read/read-capture-facts.ts'
import { readLastSeq } from './read/read-last-seq.ts'
import { readOutcomes } from './read/read-outcomes.ts'
import { readPage } from './read/read-page.ts'
import { expireRecords } from './retention/expire-records.ts'
import { pingSql } from './sql/ping-sql.ts'
import { BrokenPartError } from './store/broken-part-error.ts'
import { countBrokenParts } from './store/count-broken-parts.ts'
import { openChdbStore } from './store/open-chdb-store.ts'
import type { Store } from './store/store.ts'
import { type PartTracker, trackParts } from './store/track-parts.ts'

// Entry point of the child process that runs the embedded engine. engine-process.ts starts it.

const AliveSchema = v.object({ alive: v.literal(1) })

type Handlers = { [M in EngineMethod]: (input: EngineCalls[M]['input']) => Promise<EngineCalls[M]['output']> }

/** How often to look for a merge that the disk had no room for. Milliseconds. */
const CHECK_INTERVAL_MS = 30_000

function createHandlers(store: Store, parts: PartTracker): Handlers {
  // Writers run one at a time, because two concurrent ingests could both find an id missing and insert it.
  let writing: Promise<unknown> = Promise.resolve()
  const write = <T>(work: () => Promise<T>): Promise<T> => {
    // Checked before anybody relies on what was written, and after a failure, because a broken part may be its cause.
    const written = writing.then(() => work().finally(() => parts.assertWhole()))
    writing = written.catch(() => undefined)
    return written
  }
  setInterval(() => void write(async () => undefined).catch(endIfBroken), CHECK_INTERVAL_MS)
  return {
    ingest: ({ kind, ...ingest }) => write(() => ingestRecords(store, storedKinds[kind], ingest)),
    expire: retention => write(() => expireRecords(store, retention)),
    readPage: range => readPage(store, range),
    readOutcomes: ({ experiment, after }) => readOutcomes(store, experiment, after),
    captureFacts: experiment => readCaptureFacts(store, experiment),
    experiments: () => listExperiments(store),
    lastSeq: () => readLastSeq(store),
    async ping() {
      await store.query(pingSql, {}, AliveSchema)
      return null
    },
  }
}

function reply(message: EngineReply, onSent: () => void = () => undefined): void {
  process.send?.(message, onSent)
}

const end = (): void => void process.kill(process.pid, 'SIGKILL')

function endIfBroken(error: unknown): void {
  if (!(error instanceof BrokenPartError)) return
  process.stderr.write(`${error.message}\n`)
  end()
}

/** How long to wait for the previous owner to release the folder. Milliseconds. */
const OPEN_TIMEOUT_MS = 2_000
const OPEN_RETRY_MS = 100

async function openWithRetries(dir: string): Promise<Store> {
  const deadline = performance.now() + OPEN_TIMEOUT_MS
  for (;;) {
    try {
      return await openChdbStore(dir)
    } catch (error) {
      if (performance.now() > deadline) throw error
      await delay(OPEN_RETRY_MS)
    }
  }
}

let store: Store | null = null
let handlers: Handlers | null = null
const pendingCalls = new Set<Promise<void>>()

async function answer<M extends EngineMethod>(
  id: number,
  method: M,
  input: EngineCalls[M]['input'],
): Promise<void> {
  try {
    if (handlers === null) throw new Error('The engine is not open')
    const output = await handlers[method](input)
    reply({ kind: 'result', id, output })
  } catch (error) {
    reply({ kind: 'failed', id, message: describeError(error) }, () => endIfBroken(error))
  }
}

async function receive(request: EngineRequest): Promise<void> {
  switch (request.kind) {
    case 'open':
      try {
        store = await openWithRetries(request.dir)
        handlers = createHandlers(store, await trackParts(store))
        reply({ kind: 'opened', brokenParts: await countBrokenParts(store) })
      } catch (error) {
        reply({ kind: 'refused', message: describeError(error) })
      }
      return
    case 'close':
      await Promise.all(pendingCalls)
      store?.close()
      process.exit(0)
      return
    case 'call': {
      const answered = answer(request.id, request.method, request.input)
      pendingCalls.add(answered)
      await answered
      pendingCalls.delete(answered)
    }
  }
}

// ClickHouse creates its files with the permissions that this leaves: 0600, and 0700 for folders.
process.umask(0o077)

process.on('message', (request: EngineRequest) => void receive(request))
// Ctrl-C signals the whole process group, but the collector decides when the engine stops.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
// The owner is gone. Acknowledged records are on disk, so exit at once to free the folder for the next owner.
process.on('disconnect', end)
// The owner may have gone before anybody listened.
if (!process.connected) end()
