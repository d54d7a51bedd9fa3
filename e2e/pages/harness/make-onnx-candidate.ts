import type { Model } from '@shadow-mode/client'
import {
  type Applicant,
  type Decision,
  decodeDecision,
  encodeApplicant,
} from '@shadow-mode/model-service/encoding'
import { onnxModel } from '@shadow-mode/onnx'
import type { CandidateKind } from './config.ts'

type OnnxKind = Extract<CandidateKind, { modelUrl: string }>

const openBlockedWorker = (): Worker =>
  new Worker(new URL('./blocked-onnx-worker.ts', import.meta.url), { type: 'module' })

/** The real candidate, in the package's worker, or in the same worker with 2 s of work on each message. */
export const makeOnnxCandidate = (version: string, { kind, modelUrl }: OnnxKind): Model<unknown, unknown> =>
  onnxModel<Applicant, Decision>({
    url: modelUrl,
    version,
    encode: applicant => encodeApplicant(applicant, 'candidate'),
    decode: decodeDecision,
    ...(kind === 'blocked-onnx' ? { worker: openBlockedWorker } : {}),
  })
