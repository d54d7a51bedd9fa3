import type { Model } from '@shadow-mode/client'
import { checkOptions } from './check-options.ts'
import { OnnxWorkerError } from './errors/onnx-worker-error.ts'
import { loadRequest } from './load-request.ts'
import { type ModelWorker, startModelWorker } from './model-worker.ts'
import type { OnnxModelOptions } from './onnx-model-options.ts'
import { openWorker } from './open-worker.ts'
import { guardUnreadable } from './tensors/guard-unreadable.ts'
import { untilAborted } from './until-aborted.ts'

/**
 * Creates a model that runs an ONNX file in its own Web Worker. It uses the WASM backend of ONNX Runtime on one thread
 * and runs one call at a time. It creates and fetches nothing before the first call.
 *
 * A call's duration includes encoding, waiting for its turn, the run in the worker and decoding. If the model is not
 * loaded yet, the duration includes the rest of the load, and the call has `runtime.cold: true`.
 *
 * Calls reject with `OnnxLoadError`, `OnnxRunError`, `OnnxWorkerError`, the signal's reason, or what `encode` or
 * `decode` threw. They reject with `OnnxOptionError` if a URL is not valid.
 *
 * @throws {OnnxOptionError} if an option is not valid.
 */
export function onnxModel<Input, Output>(options: OnnxModelOptions<Input, Output>): Model<Input, Output> {
  checkOptions(options)
  const { version, encode, decode, worker: open = openWorker, loadTimeoutMs = 30_000 } = options

  let current: ModelWorker | undefined

  const start = (): ModelWorker => {
    const started: ModelWorker = startModelWorker({
      open,
      load: loadRequest(options),
      loadTimeoutMs,
      onEnd: () => {
        if (current === started) current = undefined
      },
    })
    return started
  }

  return {
    version,
    origin: null,
    async predict(input, context) {
      const { signal } = context
      signal?.throwIfAborted()
      const inputs = encode(input)
      current ??= start()
      const worker = current
      const cold = !worker.isLoaded()
      context.note({ runtime: { provider: 'wasm', cold } })
      const { modelSha256, unreadable } = await untilAborted(worker.loaded, signal)
      const runtime = { provider: 'wasm', cold, ...(modelSha256 && { modelSha256 }) }
      context.note({ runtime })
      const { outputs, memoryBytes } = await worker.run(inputs, signal)
      context.note({ runtime: { ...runtime, memoryBytes } })
      return decode(guardUnreadable(outputs, unreadable))
    },
    stop() {
      current?.close(new OnnxWorkerError('worker-stopped', 'The model was stopped'))
    },
  }
}
