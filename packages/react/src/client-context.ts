import type { ShadowClient } from '@shadow-mode/client'
import { type Context, createContext } from 'react'

/** A client of any types. */
export type AnyShadowClient = ShadowClient<never, unknown>

/** The input of a client's models. */
export type InputOf<Client extends AnyShadowClient> = Parameters<Client['predict']>[0]

/** The output of a client's models. */
export type OutputOf<Client extends AnyShadowClient> = Awaited<ReturnType<Client['predict']>>

export type ClientContext = Context<AnyShadowClient | null>

/** The context of `ShadowProvider`. `createShadowHooks` creates its own. */
export const sharedContext: ClientContext = /* @__PURE__ */ createContext<AnyShadowClient | null>(null)
