import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EngineBusyError } from './engine-busy-error.ts'
import type { EngineCalls, EngineMethod, EngineReply, EngineRequest } from './engine-calls.ts'
import { EngineFailedError } from './engine-failed-error.ts'

/** How much of the engine's latest stderr output is kept for error messages. Characters. */
const MAX_STDERR_LENGTH = 4_096
/** How long to wait for the engine to close before killing it. Milliseconds. */
const CLOSE_TIMEOUT_MS = 15_000

/** A running engine in its own process. */
export interface EngineProcess {
  /** Rejects with EngineFailedError when the call fails, or when the process ends before it has answered the call. */
  call<M extends EngineMethod>(method: M, input: EngineCalls[M]['input']): Promise<EngineCalls[M]['output']>
  /** How many damaged parts the engine has set aside, now and earlier. */
  readonly brokenParts: number
  /** Resolves when the process has ended for any reason. */
  readonly ended: Promise<void>
  /** Lets pending calls finish, then ends the process. Kills a process that takes longer than 15 s. */
  close(): Promise<void>
}

interface Waiting {
  resolve(output: never): void
  reject(error: Error): void
}

// The worker has this file's extension. When run from source, its imports need the workspace's export condition.
function startWorker(lockFd: number): ChildProcess {
  const extension = extname(import.meta.url)
  const worker = new URL(`./engine-worker${extension}`, import.meta.url)
  return fork(fileURLToPath(worker), [], {
    serialization: 'advanced',
    execArgv: extension === '.ts' ? ['--conditions=@shadow-mode/source'] : [],
    // The child holds the folder's lock, too: when the collector is killed, the folder stays locked until its engine ends.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', lockFd],
  })
}

/**
 * Opens the store in `dir` in a new process, which inherits `lockFd`. Rejects with EngineBusyError or EngineFailedError.
 */
export async function startEngineProcess(dir: string, lockFd: number): Promise<EngineProcess> {
  const child = startWorker(lockFd)
  const waiting = new Map<number, Waiting>()
  let stderr = ''
  let lastId = 0
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-MAX_STDERR_LENGTH)
  })

  let alive = true
  const ended = new Promise<void>(resolve => {
    // 'close' instead of 'exit', so that all of stderr has been read.
    child.once('close', (code, signal) => {
      alive = false
      const how = signal === null ? `with code ${code}` : `by ${signal}`
      const error = new EngineFailedError(`The engine's process ended ${how}. ${stderr}`.trim())
      // Before rejecting calls, so that their callers see that the process has ended.
      resolve()
      for (const call of waiting.values()) call.reject(error)
      waiting.clear()
    })
  })
  const send = (request: EngineRequest): void => {
    // A failed send means that the process is ending. Its end rejects the pending calls.
    child.send(request, () => undefined)
  }

  let brokenParts = 0
  const opened = new Promise<string | null>(resolve => {
    child.on('message', (message: EngineReply) => {
      if (message.kind === 'opened') {
        brokenParts = message.brokenParts
        return resolve(null)
      }
      if (message.kind === 'refused') return resolve(message.message)
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the output of a call has the type of its method
      if (message.kind === 'result') call?.resolve(message.output as never)
      else call?.reject(new EngineFailedError(message.message))
    })
    child.once('error', error => resolve(error.message))
    void ended.then(() => resolve('its process ended'))
  })
  send({ kind: 'open', dir })
  const refusal = await opened
  if (refusal !== null) {
    if (alive && child.connected) {
      send({ kind: 'close' })
      await ended
    }
    if (stderr.includes('Cannot lock file')) throw new EngineBusyError(dir)
    throw new EngineFailedError(`The engine could not open ${dir}: ${refusal}. ${stderr}`.trim())
  }

  return {
    brokenParts,
    ended,
    call: (method, input) =>
      new Promise((resolve, reject) => {
        if (!alive) return reject(new EngineFailedError('The engine is not running'))
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        send({ kind: 'call', id: lastId, method, input })
      }),
    async close() {
      if (!alive) return
      const kill = setTimeout(() => child.kill('SIGKILL'), CLOSE_TIMEOUT_MS)
      send({ kind: 'close' })
      await ended
      clearTimeout(kill)
    },
  }
}
