import { describeError } from '../errors/describe-error.ts'
import type { OnnxErrorCode } from '../errors/onnx-error.ts'
import { transferables } from '../tensors/transferables.ts'
import { Failure } from './failure.ts'
import { type LoadedSession, loadSession } from './load-session.ts'
import type { WorkerReply, WorkerRequest } from './messages.ts'
import { runSession } from './run-session.ts'

export interface WorkerScope {
  addEventListener: (type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void) => void
  postMessage: (reply: WorkerReply, options: { transfer: ArrayBuffer[] }) => void
}

const failed = (error: unknown, fallback: OnnxErrorCode): { code: OnnxErrorCode; message: string } => ({
  code: error instanceof Failure ? error.code : fallback,
  message: describeError(error),
})

/** Answers requests until the worker is terminated. The main thread sends one run at a time. */
export function startWorker(scope: WorkerScope): void {
  let loading: Promise<LoadedSession> | undefined

  const load = async (request: Extract<WorkerRequest, { type: 'load' }>): Promise<WorkerReply> => {
    loading = loadSession(request)
    const { modelSha256, unreadable } = await loading
    return { type: 'loaded', ...(modelSha256 && { modelSha256 }), unreadable }
  }

  const run = async ({ id, inputs }: Extract<WorkerRequest, { type: 'run' }>): Promise<WorkerReply> => {
    if (!loading) throw new Failure('run-session', 'No model was loaded')
    const model = await loading
    const outputs = await runSession(model, inputs)
    return { type: 'ran', id, outputs, memoryBytes: model.memoryBytes() }
  }

  const answer = async (request: WorkerRequest): Promise<WorkerReply> => {
    try {
      return request.type === 'load' ? await load(request) : await run(request)
    } catch (error) {
      return request.type === 'load'
        ? { type: 'load-failed', ...failed(error, 'load-session') }
        : { type: 'run-failed', id: request.id, ...failed(error, 'run-session') }
    }
  }

  const serve = async (request: WorkerRequest): Promise<void> => {
    try {
      const reply = await answer(request)
      scope.postMessage(reply, { transfer: reply.type === 'ran' ? transferables(reply.outputs) : [] })
    } catch (error) {
      // The call must not wait for a reply that cannot be sent. The main thread ends the worker on this error.
      reportError(error)
    }
  }

  scope.addEventListener('message', ({ data }) => void serve(data))
}
