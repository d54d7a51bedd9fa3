import { ShadowModeError } from './shadow-mode-error.ts'

/** Something about the device's store. Told as a `problem`: what it costs is counted by whoever meets it. */
export const storageError = (message: string, cause?: unknown): ShadowModeError =>
  new ShadowModeError('storage', message, { cause })
