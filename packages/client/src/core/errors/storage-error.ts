import { ShadowModeError } from './shadow-mode-error.ts'

/** An error of the device's store, reported as a `problem`. The caller counts the pairs that are lost. */
export const storageError = (message: string, cause?: unknown): ShadowModeError =>
  new ShadowModeError('storage', message, { cause })
