import * as ort from 'onnxruntime-web/wasm'
import { type ChosenOutputs, chooseOutputs } from './choose-outputs.ts'
import { explainLoadFailure } from './explain-load-failure.ts'
import { Failure } from './failure.ts'
import { fetchModel } from './fetch-model.ts'
import type { WorkerRequest } from './messages.ts'
import { trackWasmMemory } from './track-wasm-memory.ts'

export interface LoadedSession extends ChosenOutputs {
  session: ort.InferenceSession
  modelSha256: string | undefined
  /** The current WebAssembly memory of the runtime and the model. */
  memoryBytes: () => number
}

type LoadRequest = Extract<WorkerRequest, { type: 'load' }>

/** Fetches the model first, so that a wrong URL does not load the much larger runtime. */
export async function loadSession(request: LoadRequest): Promise<LoadedSession> {
  const { url, wasm, mjs } = request
  const { bytes, externalData, modelSha256 } = await fetchModel(url, request.externalData)
  // More threads need a cross-origin isolated page. They also hang if only the URL of the wasm file is set.
  ort.env.wasm.numThreads = 1
  ort.env.wasm.wasmPaths = mjs ? { wasm, mjs } : { wasm }
  const memoryBytes = trackWasmMemory()
  let session: ort.InferenceSession
  try {
    session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], externalData })
  } catch (error) {
    throw new Failure('load-session', explainLoadFailure(error, { ...request, bytes }), error)
  }
  return { session, modelSha256, memoryBytes, ...chooseOutputs(session.outputMetadata, request.outputs) }
}
