export { evaluateFlag } from './flags/evaluate-flag.ts'
export type { EvaluateFlagOptions } from './flags/evaluate-flag-options.ts'
export type { EvaluationContext } from './flags/evaluation-context.ts'
export type {
  EvaluationDetails,
  EvaluationErrorCode,
  FlagFailure,
  FlagFallback,
  FlagMatch,
  FlagMetadata,
} from './flags/evaluation-details.ts'
