import type { ShadowClient } from '@shadow-mode/client'
import type { AnyShadowClient, InputOf, OutputOf } from './any-shadow-client.ts'
import type { ShadowPredict } from './predict.ts'
import { sharedHooks } from './shared-hooks.ts'

/**
 * Returns a function that predicts with the client of the nearest `ShadowProvider`, and the state of its latest call. Use it
 * for predictions that start with an event, such as a click or a submit. To infer the types, use `createShadowHooks`.
 *
 * @example
 * ```tsx
 * const { predict, data, isPending } = useShadowPredict<typeof shadow>()
 * <button disabled={isPending} onClick={() => void predict(applicant)}>Decide</button>
 * ```
 *
 * @throws {Error} if there is no provider.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a context cannot carry the type
export const useShadowPredict = sharedHooks.useShadowPredict as <
  Client extends AnyShadowClient = ShadowClient<unknown, unknown>,
  Failure = Error,
>() => ShadowPredict<InputOf<Client>, OutputOf<Client>, Failure>
