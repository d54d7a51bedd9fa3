import { ShadowModeError } from './shadow-mode-error.ts'

/** Returns a thrown `Error` unchanged, and wraps any other value in a `ShadowModeError`. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new ShadowModeError('thrown', 'Not an Error', { cause: thrown })
