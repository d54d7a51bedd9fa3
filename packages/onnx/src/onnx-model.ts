import type { Model } from '@shadow-mode/client'
import { OnnxOptionError } from './errors/onnx-option-error.ts'
import { OnnxWorkerError } from './errors/onnx-worker-error.ts'
import { type ModelWorker, startModelWorker } from './model-worker.ts'
import type { OnnxModelOptions } from './onnx-model-options.ts'
import { openWorker } from './open-worker.ts'
import { untilAborted } from './until-aborted.ts'

const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Resolved at the call: a module that only declares a model may run where there is no page. */
function toAbsolute(option: string, url: string | URL): string {
  try {
    return new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href).href
  } catch {
    throw new OnnxOptionError(option, `is no URL: "${url}"`)
  }
}

/**
 * An ONNX model that runs in its own Web Worker on the WASM backend of ONNX Runtime, on one thread, one call at a
 * time. Nothing is created or fetched before the first call.
 *
 * A call's duration contains encode, its turn, the round trip to the worker, the run and decode. A call that came
 * before the model was loaded also contains (what was left of) the load and carries `runtime.cold: true`.
 *
 * @throws {OnnxOptionError} at once, for an unusable option. Calls reject with `OnnxLoadError`, `OnnxRunError`,
 * `OnnxWorkerError`, the signal's reason, or whatever `encode` or `decode` threw.
 */
export function onnxModel<Input, Output>(options: OnnxModelOptions<Input, Output>): Model<Input, Output> {
  const { url, version, encode, decode, worker: open = openWorker, assets, loadTimeoutMs = 30_000 } = options
  if (!url) throw new OnnxOptionError('url', 'must name the model file')
  if (!version) throw new OnnxOptionError('version', 'must not be empty')
  if (!(loadTimeoutMs > 0 && loadTimeoutMs <= LONGEST_TIMER_MS))
    throw new OnnxOptionError('loadTimeoutMs', `must be above 0, at most ${LONGEST_TIMER_MS}`)

  let current: ModelWorker | undefined

  const start = (): ModelWorker => {
    const started: ModelWorker = startModelWorker({
      open,
      load: {
        type: 'load',
        url: toAbsolute('url', url),
        ...(assets && { wasm: toAbsolute('assets.wasm', assets.wasm) }),
        ...(assets?.mjs && { mjs: toAbsolute('assets.mjs', assets.mjs) }),
      },
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
      const { modelSha256 } = await untilAborted(worker.loaded, signal)
      const runtime = { provider: 'wasm', cold, ...(modelSha256 && { modelSha256 }) }
      context.note({ runtime })
      const { outputs, memoryBytes } = await worker.run(inputs, signal)
      context.note({ runtime: { ...runtime, memoryBytes } })
      return decode(outputs)
    },
    stop() {
      current?.close(new OnnxWorkerError('worker-stopped', 'The model was stopped'))
    },
  }
}
