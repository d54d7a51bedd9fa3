export type { Applicant } from './applicant.ts'
export { type Decision, decodeDecision } from './decode-decision.ts'
export { encodeApplicant } from './encode-applicant.ts'
export type { ModelName } from './model-name.ts'
