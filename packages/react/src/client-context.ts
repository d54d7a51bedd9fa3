import type { ShadowClient } from '@shadow-mode/client'
import { type Context, createContext } from 'react'

/** Accepts a client of any types. The hooks restore the types. */
export type AnyShadowClient = ShadowClient<never, unknown>

export const ClientContext: Context<AnyShadowClient | null> =
  /* @__PURE__ */ createContext<AnyShadowClient | null>(null)
