import type { ShadowClient } from '@shadow-mode/client'
import { type Context, createContext } from 'react'

/** Any client fits: it takes no particular input and answers with anything. The hooks give the types back. */
export type AnyShadowClient = ShadowClient<never, unknown>

export const ClientContext: Context<AnyShadowClient | null> =
  /* @__PURE__ */ createContext<AnyShadowClient | null>(null)
