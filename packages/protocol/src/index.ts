export { type Ack, AckSchema, type Rejection } from './ack.ts'
export {
  type Batch,
  BatchSchema,
  type Losses,
  LossesSchema,
  type OutcomeBatch,
  OutcomeBatchSchema,
} from './batch.ts'
export { type Bound, BoundSchema } from './bound.ts'
export { describeIssues } from './describe-issues.ts'
export { ExperimentSchema, PairIdSchema, TimestampSchema } from './ids.ts'
export { type ImportMap, ImportMapSchema } from './import-map.ts'
export { type JsonObject, type JsonValue, JsonValueSchema } from './json.ts'
export type { MappedDuration, MappedTime, MappedValue, TimeUnit } from './mapped-column.ts'
export { type Outcome, OutcomeSchema } from './outcome.ts'
export { IMPORT_SDK, type Pair, type PairContext, PairSchema, type Role, type Sampling } from './pair.ts'
export { type Plan, PlanSchema } from './plan.ts'
export type { Check } from './report/check.ts'
export type { CategoricalComparison, NumericComparison } from './report/comparison.ts'
export type { Cut } from './report/cut.ts'
export type { Quantiles } from './report/quantiles.ts'
export { type Decision, type Report, ReportSchema } from './report/report.ts'
export type { Interval, Reasons } from './report/statistic.ts'
export type { Unmatched } from './report/unmatched.ts'
export { type Margin, type Rules, RulesSchema, type Severity } from './rules.ts'
export { type BoundViolation, type Runtime, type Side, SideSchema, type SideStatus } from './side.ts'
