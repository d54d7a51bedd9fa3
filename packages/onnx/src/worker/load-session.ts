import * as ort from 'onnxruntime-web/wasm'
import { describeError } from '../errors/describe-error.ts'
import { Failure } from './failure.ts'
import { fetchModel } from './fetch-model.ts'
import type { WorkerRequest } from './messages.ts'
import { sha256Hex } from './sha256-hex.ts'
import { trackWasmMemory } from './track-wasm-memory.ts'

export interface LoadedSession {
  session: ort.InferenceSession
  modelSha256: string | undefined
  /** The current WebAssembly memory of the runtime and the model. */
  memoryBytes: () => number
}

type LoadRequest = Extract<WorkerRequest, { type: 'load' }>

/** Fetches the model first, so that a wrong URL does not load the much larger runtime. */
export async function loadSession({ url, wasm, mjs }: LoadRequest): Promise<LoadedSession> {
  const bytes = await fetchModel(url)
  const modelSha256 = await sha256Hex(bytes)
  // More threads need a cross-origin isolated page. They also hang if only the URL of the wasm file is set.
  ort.env.wasm.numThreads = 1
  if (wasm) ort.env.wasm.wasmPaths = mjs ? { wasm, mjs } : { wasm }
  const memoryBytes = trackWasmMemory()
  try {
    const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] })
    return { session, modelSha256, memoryBytes }
  } catch (error) {
    throw new Failure('load-session', `The model ${url} could not be started: ${describeError(error)}`, error)
  }
}
