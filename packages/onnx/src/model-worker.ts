import { createRuns, type Ran } from './create-runs.ts'
import { deferred } from './deferred.ts'
import { describeError } from './errors/describe-error.ts'
import type { OnnxError } from './errors/onnx-error.ts'
import { OnnxLoadError } from './errors/onnx-load-error.ts'
import { OnnxRunError } from './errors/onnx-run-error.ts'
import { OnnxWorkerError } from './errors/onnx-worker-error.ts'
import type { Tensors } from './tensors/tensors.ts'
import { untilAborted } from './until-aborted.ts'
import type { WorkerReply, WorkerRequest } from './worker/messages.ts'

type LoadRequest = Extract<WorkerRequest, { type: 'load' }>
type Loaded = Extract<WorkerReply, { type: 'loaded' }>

export interface ModelWorkerOptions {
  open: () => Worker
  load: LoadRequest
  /** Maximum duration of loading, in milliseconds. */
  loadTimeoutMs: number
  /** Called once, when this worker has failed, could not load or was closed. */
  onEnd: () => void
}

/** One worker with one model. */
export interface ModelWorker {
  isLoaded: () => boolean
  /** Rejects when the worker ends before the model is loaded. */
  loaded: Promise<Loaded>
  /** Runs take turns. A run is not sent if its signal aborts before its turn. */
  run: (inputs: Tensors, signal: AbortSignal | undefined) => Promise<Ran>
  /** Terminates the worker and rejects all waiting calls. */
  close: (error: OnnxError) => void
}

/** Browsers do not say why a worker's script did not load. */
const SCRIPT_MISSING =
  "The worker's script did not load. Does worker-src allow it? Does Vite 7's optimizeDeps.exclude have this package?"

const ignore = (): void => undefined

/** @throws {OnnxWorkerError} `worker-start` if no worker can be created. */
export function startModelWorker({ open, load, loadTimeoutMs, onEnd }: ModelWorkerOptions): ModelWorker {
  const loading = deferred<Loaded>()
  // Waiting calls get the rejection. Without this, it would count as unhandled if no call waits.
  loading.promise.catch(ignore)
  let lastTurn: Promise<unknown> = loading.promise.catch(ignore)
  let isLoaded = false
  let end: OnnxError | undefined
  let worker: Worker
  try {
    worker = open()
  } catch (error) {
    throw new OnnxWorkerError('worker-start', `No worker could be created: ${describeError(error)}`, error)
  }

  const runs = createRuns(worker)
  const close = (error: OnnxError): void => {
    if (end) return
    end = error
    clearTimeout(timer)
    worker.terminate()
    loading.reject(error)
    runs.rejectAll(error)
    onEnd()
  }

  const receive = (reply: WorkerReply): void => {
    switch (reply.type) {
      case 'loaded':
        isLoaded = true
        clearTimeout(timer)
        return loading.resolve(reply)
      case 'load-failed':
        return close(new OnnxLoadError(reply.code, reply.message))
      case 'ran':
        return runs.take(reply.id)?.resolve(reply)
      case 'run-failed':
        return runs.take(reply.id)?.reject(new OnnxRunError(reply.code, reply.message))
    }
  }

  const closeOnError = (event: Event): void => {
    // Otherwise, the browser reports the error to the page's error handlers.
    event.preventDefault()
    const message = 'message' in event && typeof event.message === 'string' ? event.message : ''
    close(
      isLoaded || message
        ? new OnnxWorkerError('worker-died', `The worker failed: ${message || event.type}`)
        : new OnnxWorkerError('worker-start', SCRIPT_MISSING),
    )
  }

  const timer = setTimeout(
    () => close(new OnnxLoadError('load-timeout', `The model was not loaded within ${loadTimeoutMs} ms`)),
    loadTimeoutMs,
  )
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => receive(data))
  worker.addEventListener('error', closeOnError)
  worker.addEventListener('messageerror', closeOnError)
  worker.postMessage(load, [])

  return {
    isLoaded: () => isLoaded,
    loaded: loading.promise,
    run(inputs, signal) {
      const turn = lastTurn.then(() => {
        signal?.throwIfAborted()
        if (end) throw end
        return runs.send(inputs)
      })
      lastTurn = turn.catch(ignore)
      return untilAborted(turn, signal)
    },
    close,
  }
}
