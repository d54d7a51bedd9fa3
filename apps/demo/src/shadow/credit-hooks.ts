import { createShadowHooks, type ShadowHooks } from '@shadow-mode/react'
import type { CreditClient } from './create-credit-client.ts'

/** The provider and the hooks of this page. They know the types of its client. */
export const creditHooks: ShadowHooks<CreditClient> = createShadowHooks<CreditClient>()
