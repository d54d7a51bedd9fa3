export type { DropReason } from './books/drop-reason.ts'
export type { OutboxCounts } from './books/outbox-counts.ts'
export type { OutcomeCounts } from './books/outcome-counts.ts'
export { createShadowClient } from './boot/create-shadow-client.ts'
export type { ShadowClient } from './boot/shadow-client.ts'
export { InvalidOptionError } from './errors/invalid-option-error.ts'
export { ShadowModeError } from './errors/shadow-mode-error.ts'
export { type HttpModelOptions, httpModel } from './model/http-model.ts'
export { HttpModelError, type HttpModelFault } from './model/http-model-error.ts'
export type { JsonCodec } from './model/json-codec.ts'
export type { CallContext, CallFacts, Model, ShadowCall } from './model/model.ts'
export type { ClientOptions, PlanOptions } from './options/client-options.ts'
export type { Predict, PredictOptions } from './options/predict-options.ts'
export type { Recording } from './options/recording.ts'
export type { OutcomeInput } from './outcome/outcome-input.ts'
export { type FlagOutage, FlagOutageError } from './plan/flag-outage-error.ts'
export type {
  FlagExpiry,
  FlagReading,
  FlagSource,
  FlagWatch,
  FlagWatchContext,
  ReadFlag,
} from './plan/flag-source.ts'
export { type FlagdJsonOptions, flagdJson } from './plan/flagd/flagd-json.ts'
export { openFeature } from './plan/open-feature/open-feature.ts'
export type { OpenFeatureWebClient } from './plan/open-feature/open-feature-web-client.ts'
export type { PlanInput } from './plan/plan-input.ts'
export type {
  Channel,
  CorePlatform,
  LifecycleEvent,
  Locks,
  Platform,
  SyncStore,
} from './platform/platform.ts'
export type { Records, Store } from './platform/store.ts'
export { type Fields, type FieldsOptions, type FieldsParts, fields } from './privacy/fields.ts'
export { honourGpc } from './privacy/honour-gpc.ts'
export type { Consent, OptOutOptions, PrivacyOptions } from './privacy/privacy-options.ts'
export { sdkVersion } from './sdk-version.ts'
export type { BreakerState } from './status/breaker-state.ts'
export type { Listener } from './status/create-events.ts'
export { type DebugLogOptions, debugLog } from './status/debug-log.ts'
export type { FallbackReason } from './status/fallback-reason.ts'
export type { FlushReason } from './status/flush-reason.ts'
export type { ShadowEvent, Status } from './status/status.ts'
