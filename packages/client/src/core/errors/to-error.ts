import { ShadowModeError } from './shadow-mode-error.ts'

/** Wraps a thrown value that is not an `Error`. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new ShadowModeError('thrown', 'Not an Error', { cause: thrown })
