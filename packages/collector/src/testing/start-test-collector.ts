import { type Ack, AckSchema } from '@shadow-mode/protocol'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { CollectorOptions } from '../collector/collector-options.ts'
import type { CollectorParts } from '../collector/collector-parts.ts'
import { runCollector } from '../collector/run-collector.ts'
import { type MemoryEngine, memoryEngine } from './memory-engine.ts'

type RequestBody = string | Uint8Array<ArrayBuffer>

export interface TestCollector {
  url: string
  dir: string
  engine: MemoryEngine
  problems: string[]
  /** Posts a body with the right key. */
  post: (body: RequestBody, query?: string, headers?: Record<string, string>) => Promise<Response>
  /** Posts a body that must be accepted. */
  accept: (body: RequestBody, query?: string) => Promise<Ack>
  close: () => Promise<void>
}

export const INGEST_KEY = 'ingest-key'
export const READ_TOKEN = 'read-token'

/** Starts a collector with a memory engine on a free port. It stops after the test. */
export async function startTestCollector(
  onFinished: (cleanUp: () => Promise<void>) => void,
  options: Partial<CollectorOptions> = {},
  parts: Partial<CollectorParts> = {},
): Promise<TestCollector> {
  const engine = memoryEngine()
  const problems: string[] = []
  const dir = options.dir ?? (await temporaryFolder({ defer: onFinished }))
  const collector = await runCollector(
    {
      dir,
      ingestKey: INGEST_KEY,
      readToken: READ_TOKEN,
      port: 0,
      onProblem: message => problems.push(message),
      ...options,
    },
    { openEngine: async () => engine, createReportRoutes: drainingRoutes, ...parts },
  )
  onFinished(() => collector.close())
  const post: TestCollector['post'] = (
    body,
    query = '',
    headers = { 'content-type': 'text/plain;charset=UTF-8' },
  ) => fetch(`${collector.url}/v1/pairs?key=${INGEST_KEY}${query}`, { method: 'POST', body, headers })
  return {
    url: collector.url,
    dir,
    engine,
    problems,
    post,
    accept: async (body, query) => {
      const response = await post(body, query)
      if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`)
      return v.parse(AckSchema, await response.json())
    },
    close: collector.close,
  }
}

/** Replaces the report routes. Answers with the number of pairs in the engine after the log is drained. */
const drainingRoutes: CollectorParts['createReportRoutes'] = ({ engine, waitUntilDrained }) =>
  new Hono().get('/v1/experiments/:experiment/pairs', async context => {
    await waitUntilDrained()
    let pairs = 0
    for await (const _ of engine.readPairs(context.req.param('experiment'), { from: null, to: null })) pairs++
    return context.json({ pairs })
  })
