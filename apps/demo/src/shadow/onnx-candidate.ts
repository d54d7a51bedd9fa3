import type { Model } from '@shadow-mode/client'
import { type Decision, decodeDecision, encodeApplicant } from '@shadow-mode/model-service/encoding'
import { onnxModel } from '@shadow-mode/onnx'
import type { Applicant } from '../applicants/applicant.ts'

/** Runs the candidate in this browser, with the same file, encoding and rounding as its endpoint. */
export const onnxCandidate = (url: string): Model<Applicant, Decision> =>
  onnxModel<Applicant, Decision>({
    url,
    version: '2.0.0',
    encode: applicant => encodeApplicant(applicant, 'candidate'),
    decode: decodeDecision,
  })
