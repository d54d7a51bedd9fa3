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
  /** The WebAssembly memory of runtime and model, now. */
  memoryBytes: () => number
}

type LoadRequest = Extract<WorkerRequest, { type: 'load' }>

/** Fetches the model first: a wrong URL then costs one small request, not the runtime's megabytes. */
export async function loadSession({ url, wasm, mjs }: LoadRequest): Promise<LoadedSession> {
  const bytes = await fetchModel(url)
  const modelSha256 = await sha256Hex(bytes)
  // One thread: more need a cross-origin isolated page, and hang where only the wasm's place is given.
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
