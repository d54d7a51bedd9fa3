import { type Deferred, deferred } from './deferred.ts'
import { describeError } from './errors/describe-error.ts'
import { OnnxRunError } from './errors/onnx-run-error.ts'
import type { Tensors } from './tensors/tensors.ts'
import { transferables } from './tensors/transferables.ts'
import type { WorkerReply, WorkerRequest } from './worker/messages.ts'

type RunRequest = Extract<WorkerRequest, { type: 'run' }>
export type Ran = Extract<WorkerReply, { type: 'ran' }>

/** The runs that a worker has been sent and has not answered, by id. */
export interface Runs {
  /** Rejects with `OnnxRunError` `run-input` when the tensors cannot be sent. */
  send: (inputs: Tensors) => Promise<Ran>
  /** Removes a run, for its reply. Undefined for an unknown id. */
  take: (id: number) => Deferred<Ran> | undefined
  rejectAll: (error: Error) => void
}

export function createRuns(worker: Worker): Runs {
  const runs = new Map<number, Deferred<Ran>>()
  let lastId = 0

  return {
    async send(inputs) {
      const id = ++lastId
      const request: RunRequest = { type: 'run', id, inputs }
      try {
        worker.postMessage(request, transferables(inputs))
      } catch (error) {
        const reason = describeError(error)
        throw new OnnxRunError('run-input', `The tensors could not be sent: ${reason}`, error)
      }
      const run = deferred<Ran>()
      runs.set(id, run)
      return run.promise
    },
    take(id) {
      const run = runs.get(id)
      runs.delete(id)
      return run
    },
    rejectAll(error) {
      for (const run of runs.values()) run.reject(error)
      runs.clear()
    },
  }
}
