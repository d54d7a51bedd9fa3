import type { ShadowClient, Status } from '@shadow-mode/client'
import { createContext, createElement, type ReactElement, useContext } from 'react'
import type { AnyShadowClient, InputOf, OutputOf } from './any-shadow-client.ts'
import type { ShadowPredict } from './predict.ts'
import type { ShadowPrediction, ShadowPredictionOptions } from './prediction.ts'
import { requireClient } from './require-client.ts'
import type { ShadowProviderProps } from './shadow-provider-props.ts'
import { usePredict } from './use-predict.ts'
import { usePrediction } from './use-prediction.ts'
import { useStatus } from './use-status.ts'

/** A provider and hooks for clients of one type. Each member works as the export of the same name. */
export interface ShadowHooks<Client extends AnyShadowClient, Failure = Error> {
  ShadowProvider: (props: ShadowProviderProps<Client>) => ReactElement
  useShadowClient: () => Client
  useShadowPrediction: (
    input: InputOf<Client> | null | undefined,
    options?: ShadowPredictionOptions,
  ) => ShadowPrediction<OutputOf<Client>, Failure>
  useShadowPredict: () => ShadowPredict<InputOf<Client>, OutputOf<Client>, Failure>
  useShadowStatus: () => Status
}

/**
 * Creates a provider and hooks that know the types of your client. Call it once, beside `createShadowClient`.
 *
 * The hooks find only this provider. With one call for each experiment, components can use several experiments at once.
 *
 * @typeParam Failure what the serving model rejects with
 *
 * @example
 * ```ts
 * export const shadow = createShadowClient<Applicant, Decision>({ … })
 * export const { ShadowProvider, useShadowPrediction, useShadowPredict } = createShadowHooks<typeof shadow>()
 * ```
 */
export function createShadowHooks<Client extends AnyShadowClient, Failure = Error>(): ShadowHooks<
  Client,
  Failure
> {
  const context = createContext<AnyShadowClient | null>(null)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the provider takes clients of this type only
  const useShadowClient = () => requireClient(useContext(context)) as Client
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same type, by its parameters
  const useTypedClient = useShadowClient as () => ShadowClient<InputOf<Client>, OutputOf<Client>>
  return {
    ShadowProvider: ({ client, children }) =>
      createElement(context.Provider, { value: requireClient(client) }, children),
    useShadowClient,
    useShadowPrediction: (input, options) => usePrediction(useTypedClient(), input, options),
    useShadowPredict: () => usePredict(useTypedClient()),
    useShadowStatus: () => useStatus(useShadowClient()),
  }
}
