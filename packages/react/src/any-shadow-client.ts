import type { ShadowClient } from '@shadow-mode/client'

/** A client of any types. */
export type AnyShadowClient = ShadowClient<never, unknown>

/** The input of a client's models. */
export type InputOf<Client extends AnyShadowClient> = Parameters<Client['predict']>[0]

/** The output of a client's models. */
export type OutputOf<Client extends AnyShadowClient> = Awaited<ReturnType<Client['predict']>>
