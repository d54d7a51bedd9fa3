import type { ShadowClient } from '@shadow-mode/client'
import type { AnyShadowClient, InputOf, OutputOf } from './any-shadow-client.ts'
import type { ShadowPrediction, ShadowPredictionOptions } from './prediction.ts'
import { sharedHooks } from './shared-hooks.ts'

/**
 * Predicts `input` with the client of the nearest `ShadowProvider`.
 *
 * A new prediction starts when `input`, `subject` or `reference` changes. Inputs are compared by structure. A change
 * and an unmount abort the old serving call. They do not stop the shadow run of an answered prediction. The status is
 * `idle` while the input is `undefined` or `null`. Nothing runs on a server.
 *
 * To predict on a click, use `useShadowPredict`. To infer the types, use `createShadowHooks`.
 *
 * @example const { data } = useShadowPrediction<typeof shadow>(applicant)
 *
 * @throws {Error} if there is no provider.
 * @throws {TypeError} if the input is cyclic and `key` is not set.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a context cannot carry the type
export const useShadowPrediction = sharedHooks.useShadowPrediction as <
  Client extends AnyShadowClient = ShadowClient<unknown, unknown>,
  Failure = Error,
>(
  input: InputOf<Client> | null | undefined,
  options?: ShadowPredictionOptions,
) => ShadowPrediction<OutputOf<Client>, Failure>
