import { ShadowModeError } from './shadow-mode-error.ts'

/** What was thrown, as an `Error`: anything can be thrown. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new ShadowModeError('thrown', 'Not an Error', { cause: thrown })
