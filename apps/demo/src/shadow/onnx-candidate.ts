import type { Model } from '@shadow-mode/client'
import { type Decision, decodeDecision, encodeApplicant } from '@shadow-mode/model-service/encoding'
import { onnxModel } from '@shadow-mode/onnx'
import type { Applicant } from '../applicants/applicant.ts'

/** The candidate in this browser: the file that the endpoint runs, with the same encoding and rounding. */
export const onnxCandidate = (url: string): Model<Applicant, Decision> =>
  onnxModel<Applicant, Decision>({
    url,
    version: '2.0.0',
    encode: applicant => encodeApplicant(applicant, 'candidate'),
    decode: decodeDecision,
  })
