import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EngineBusyError } from './engine-busy-error.ts'
import type { EngineCalls, EngineMethod, EngineReply, EngineRequest } from './engine-calls.ts'
import { EngineFailedError } from './engine-failed-error.ts'

/** How much of what the engine last wrote to stderr is kept for error messages. Characters. */
const MAX_STDERR_LENGTH = 4_096
/** How long a closing engine may take before it is killed. Milliseconds. */
const CLOSE_PATIENCE_MS = 15_000

/** A running engine in its own process. */
export interface EngineProcess {
  /** Rejects with EngineFailedError, also when the process ends before it answered. */
  call<M extends EngineMethod>(method: M, input: EngineCalls[M]['input']): Promise<EngineCalls[M]['output']>
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

interface Waiting {
  resolve(output: never): void
  reject(error: Error): void
}

// The worker is beside this file, from source as TypeScript whose imports need the workspace's condition.
function startWorker(): ChildProcess {
  const extension = extname(import.meta.url)
  const worker = new URL(`./engine-worker${extension}`, import.meta.url)
  return fork(fileURLToPath(worker), [], {
    serialization: 'advanced',
    execArgv: extension === '.ts' ? ['--conditions=@shadow-mode/source'] : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** Opens the store in `dir` in a new process. Rejects with EngineBusyError or EngineFailedError. */
export async function startEngineProcess(dir: string): Promise<EngineProcess> {
  const child = startWorker()
  const waiting = new Map<number, Waiting>()
  let stderr = ''
  let lastId = 0
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-MAX_STDERR_LENGTH)
  })

  let alive = true
  const ended = new Promise<void>(resolve => {
    // 'close' and not 'exit': by then all of stderr is here.
    child.once('close', (code, signal) => {
      alive = false
      const how = signal === null ? `with code ${code}` : `by ${signal}`
      const error = new EngineFailedError(`The engine's process ended ${how}. ${stderr}`.trim())
      // First, so that whoever hears of the end by a rejected call finds it known here.
      resolve()
      for (const call of waiting.values()) call.reject(error)
      waiting.clear()
    })
  })
  const send = (request: EngineRequest): void => {
    // A send that fails means that the process is ending, and `ended` rejects what waits.
    child.send(request, () => undefined)
  }

  const opened = new Promise<string | null>(resolve => {
    child.on('message', (message: EngineReply) => {
      if (message.kind === 'opened') return resolve(null)
      if (message.kind === 'refused') return resolve(message.message)
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the id says which call it answers
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
      const kill = setTimeout(() => child.kill('SIGKILL'), CLOSE_PATIENCE_MS)
      send({ kind: 'close' })
      await ended
      clearTimeout(kill)
    },
  }
}
