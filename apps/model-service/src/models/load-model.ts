import { readFile } from 'node:fs/promises'
import * as ort from 'onnxruntime-web/wasm'
import {
  type Applicant,
  type Decision,
  decodeDecision,
  encodeApplicant,
  type ModelName,
} from '../encoding/index.ts'

export interface LoadedModel {
  version: string
  /** The content of the model file. */
  bytes: Uint8Array<ArrayBuffer>
  predict: (applicant: Applicant) => Promise<Decision>
}

const VERSIONS: Record<ModelName, string> = { live: '1.4.0', candidate: '2.0.0' }

export async function loadModel(name: ModelName): Promise<LoadedModel> {
  const bytes = new Uint8Array(await readFile(new URL(`../../models/${name}.onnx`, import.meta.url)))
  ort.env.wasm.numThreads = 1
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] })
  // A session allows one run at a time.
  let turn: Promise<unknown> = Promise.resolve()

  return {
    version: VERSIONS[name],
    bytes,
    predict(applicant) {
      const { data, dims } = encodeApplicant(applicant, name).features
      const run = turn.then(() => session.run({ features: new ort.Tensor(data, dims) }))
      turn = run.catch(() => undefined)
      return run.then(decodeDecision)
    },
  }
}
