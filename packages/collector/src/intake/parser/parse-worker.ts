import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { HttpError } from '../../http/http-error.ts'
import { type Body, type ParsedBody, parseBody } from './parse-body.ts'

// Entry point of the worker that parses large bodies. start-parse-worker.ts starts it.

export interface LaneSettings {
  /** Larger bodies are not parsed. Decoded bytes. */
  maxBytes: number
  /** 0 is the priority of the process, and higher values are lower priorities: the event loop comes first. */
  niceness: number
}

export type ParseReply =
  | { kind: 'parsed'; body: ParsedBody | null }
  | { kind: 'refused'; status: HttpError['status']; code: string; message: string }
  | { kind: 'failed'; message: string }

function reply(body: Body, maxBytes: number): ParseReply {
  try {
    return { kind: 'parsed', body: parseBody(body, maxBytes) }
  } catch (error) {
    if (error instanceof HttpError) {
      const { status, code, message } = error
      return { kind: 'refused', status, code, message }
    }
    return {
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

const { maxBytes, niceness }: LaneSettings = workerData

// On Linux this is the priority of the thread. Elsewhere it would be that of the process.
if (process.platform === 'linux') setPriority(niceness)

parentPort?.on('message', (body: Body) => {
  const answer = reply(body, maxBytes)
  const payload = answer.kind === 'parsed' ? answer.body?.records.payload : undefined
  parentPort?.postMessage(answer, payload ? [payload.buffer] : [])
})
