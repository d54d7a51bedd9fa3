export { createShadowClient } from './boot/create-shadow-client.ts'
export { emptyStatus } from './boot/empty-status.ts'
export type { ShadowClient } from './boot/shadow-client.ts'
export type { DropReason } from './core/books/drop-reason.ts'
export type { OutboxCounts } from './core/books/outbox-counts.ts'
export type { OutcomeCounts } from './core/books/outcome-counts.ts'
export { InvalidOptionError } from './core/errors/invalid-option-error.ts'
export { ShadowModeError } from './core/errors/shadow-mode-error.ts'
export { type HttpModelOptions, httpModel } from './core/model/http-model.ts'
export { HttpModelError, type HttpModelFault } from './core/model/http-model-error.ts'
export type { JsonCodec } from './core/model/json-codec.ts'
export type { CallContext, CallFacts, Model, ShadowCall } from './core/model/model.ts'
export type {
  Channel,
  CorePlatform,
  LifecycleEvent,
  Locks,
  Platform,
  SyncStore,
} from './core/platform/platform.ts'
export type { Records, Store } from './core/platform/store.ts'
export type { BreakerState } from './core/status/breaker-state.ts'
export type { Listener } from './core/status/create-events.ts'
export { type DebugLogOptions, debugLog } from './core/status/debug-log.ts'
export type { FallbackReason } from './core/status/fallback-reason.ts'
export type { FlushReason } from './core/status/flush-reason.ts'
export type { ShadowEvent, Status } from './core/status/status.ts'
export type { OutcomeInput } from './delivery/outcome/outcome-input.ts'
export { type FlagOutage, FlagOutageError } from './plan/flag-outage-error.ts'
export type {
  FlagExpiry,
  FlagReading,
  FlagSource,
  FlagWatch,
  FlagWatchContext,
  ReadFlag,
  SourceReading,
} from './plan/flag-source.ts'
export { flagdJson } from './plan/flagd/flagd-json.ts'
export type { FlagdJsonOptions } from './plan/flagd/flagd-json-options.ts'
export { openFeature } from './plan/open-feature/open-feature.ts'
export type { OpenFeatureWebClient } from './plan/open-feature/open-feature-web-client.ts'
export type { PlanInput } from './plan/plan-input.ts'
export type { ClientOptions, PlanOptions } from './prediction/options/client-options.ts'
export type { Predict, PredictOptions } from './prediction/options/predict-options.ts'
export type { Recording } from './prediction/options/recording.ts'
export { type Fields, fields } from './prediction/privacy/fields.ts'
export type { FieldsOptions, FieldsParts } from './prediction/privacy/fields-options.ts'
export { honourGpc } from './prediction/privacy/honour-gpc.ts'
export type { Consent, OptOutOptions, PrivacyOptions } from './prediction/privacy/privacy-options.ts'
export { sdkVersion } from './sdk-version.ts'
