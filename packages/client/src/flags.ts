export { evaluateFlag } from './plan/flags/evaluate-flag.ts'
export type { EvaluateFlagOptions } from './plan/flags/evaluate-flag-options.ts'
export type { EvaluationContext } from './plan/flags/evaluation-context.ts'
export type {
  EvaluationDetails,
  EvaluationErrorCode,
  FlagFailure,
  FlagFallback,
  FlagMatch,
  FlagMetadata,
} from './plan/flags/evaluation-details.ts'
