import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Pair, PairSchema, type Report, ReportSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { type RunningProcess, runNode } from './child-process.ts'
import { collectorCommand } from './collector-command.ts'
import { freePort } from './free-port.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { untilReady } from './until-ready.ts'

const CLI = fileURLToPath(new URL('../../../collector/dist/cli.js', import.meta.url))
const INGEST_KEY = 'ingest-key'
const READ_TOKEN = 'read-token'

/** The built `shadow-mode collect` in its own process. */
export interface CollectorProcess {
  url: string
  key: string
  dir: string
  process(): RunningProcess
  /** SIGKILL. */
  kill(): Promise<void>
  /** Starts it again with the same folder and port. */
  start(): Promise<void>
  /** Sends a GET with the read token. */
  read(path: string): Promise<Response>
  pairs(experiment: string): Promise<Pair[]>
  report(experiment: string): Promise<Report>
}

const readable = async (response: Response): Promise<Response> => {
  if (response.ok) return response
  throw new Error(`${new URL(response.url).pathname}: ${response.status} ${await response.text()}`)
}

/**
 * Starts a collector with an empty folder and waits until it is ready. `allowOrigin` and `flagFile` are options of the command,
 * `options` are further ones.
 */
export async function startCollector(
  scope: AsyncDisposableStack,
  { allowOrigin, flagFile, options = [] }: { allowOrigin: string; flagFile?: string; options?: string[] },
): Promise<CollectorProcess> {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run "pnpm run build" first`)
  const dir = await temporaryFolder(scope, 'collector')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { args, env } = collectorCommand({
    port,
    dataFolder: dir,
    ...(flagFile === undefined ? {} : { flagFile }),
    allowOrigins: [allowOrigin],
    ingestKey: INGEST_KEY,
    readToken: READ_TOKEN,
  })
  let running: RunningProcess | undefined

  const process = (): RunningProcess => {
    if (!running) throw new Error('the collector was not started')
    return running
  }
  const start = async (): Promise<void> => {
    // Not as in apps/demo/scripts/start-collector.ts: a test may kill the collector and start it again.
    running = runNode(scope, [CLI, ...args, ...options], env)
    await untilReady(`${url}/readyz`, running)
  }
  const read = async (path: string): Promise<Response> =>
    fetch(url + path, { headers: { authorization: `Bearer ${READ_TOKEN}` } })

  await start()
  return {
    url,
    key: INGEST_KEY,
    dir,
    process,
    kill: () => process().kill(),
    start,
    read,
    pairs: async experiment => {
      const response = await read(`/v1/experiments/${experiment}/pairs`)
      if (response.status === 404) return []
      const lines = (await (await readable(response)).text()).split('\n').filter(line => line !== '')
      return lines.map(line => v.parse(PairSchema, JSON.parse(line)))
    },
    report: async experiment => {
      const response = await readable(await read(`/v1/experiments/${experiment}/report`))
      return v.parse(ReportSchema, await response.json())
    },
  }
}
