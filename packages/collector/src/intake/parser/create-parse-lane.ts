import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { hasCode } from '../../errors/has-code.ts'
import { HttpError } from '../../http/http-error.ts'
import { createFairQueue } from './create-fair-queue.ts'
import type { Body, ParsedBody } from './parse-body.ts'
import type { LaneSettings, ParseReply } from './parse-worker.ts'

/** A worker that parses bodies one after the other. */
export interface ParseLane {
  /**
   * Resolves to `null` if the body decodes to more than the lane's `maxBytes`.
   *
   * @param address The client's address: clients take turns.
   * @throws {HttpError} The body is refused. 503 when too many bodies wait.
   */
  parse(body: Body, address: string): Promise<ParsedBody | null>
  /** How many bodies wait. */
  waiting: () => number
  /** Ends the worker. Bodies that wait are refused. */
  close(): Promise<void>
}

export interface ParseLaneOptions extends LaneSettings {
  /** How many bodies may wait. */
  maxWaiting: number
  /** The worker ends when it needs more memory, and the body is refused. Megabytes. */
  maxHeapMb: number
}

interface Job {
  body: Body
  resolve: (body: ParsedBody | null) => void
  reject: (error: Error) => void
}

const RETRY_AFTER = 5

// The worker has this file's extension. The build puts it beside the chunk with this code. When run from source, its
// imports need the workspace's export condition.
function startWorker({ maxHeapMb, ...settings }: ParseLaneOptions): Worker {
  const extension = extname(import.meta.url)
  return new Worker(new URL(`./parse-worker${extension}`, import.meta.url), {
    workerData: settings satisfies LaneSettings,
    execArgv: extension === '.ts' ? ['--conditions=@shadow-mode/source'] : [],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  })
}

/** Creates a lane. Its worker starts with the first body, and again after a failure. */
export function createParseLane(options: ParseLaneOptions): ParseLane {
  const queue = createFairQueue<Job>(options.maxWaiting)
  let worker: Worker | null = null
  let current: Job | null = null
  let isClosed = false

  const start = (): Worker => {
    const started = startWorker(options)
    started.unref()
    started.on('message', (reply: ParseReply) => {
      if (current) settle(current, reply)
      next()
    })
    // Every end has an error before it, but that of close.
    started.on('error', error => {
      worker = null
      current?.reject(toError(error))
      next()
    })
    return started
  }
  const next = (): void => {
    current = queue.shift() ?? null
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
    if (current) (worker ??= start()).postMessage(current.body)
  }

  return {
    waiting: () => queue.size,
    parse: (body, address) =>
      new Promise((resolve, reject) => {
        if (isClosed || !queue.push(address, { body, resolve, reject })) return reject(createBusy())
        if (!current) next()
      }),
    close: async () => {
      isClosed = true
      current?.reject(createBusy())
      for (let job = queue.shift(); job; job = queue.shift()) job.reject(createBusy())
      await worker?.terminate()
    },
  }
}

function settle({ resolve, reject }: Job, reply: ParseReply): void {
  if (reply.kind === 'parsed') resolve(reply.body)
  else if (reply.kind === 'refused') reject(new HttpError(reply.status, reply.code, reply.message))
  else reject(new Error(`A body could not be parsed: ${reply.message}`))
}

const createBusy = (): HttpError =>
  new HttpError(503, 'busy', 'Too many large bodies wait to be parsed; try again later', {
    retryAfter: RETRY_AFTER,
  })

function toError(error: unknown): Error {
  if (hasCode(error, 'ERR_WORKER_OUT_OF_MEMORY'))
    return new HttpError(413, 'too-large', 'Parsing the body needs too much memory', { cause: error })
  return error instanceof Error ? error : new Error(String(error))
}
