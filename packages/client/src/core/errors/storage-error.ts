import { ShadowModeError } from './shadow-mode-error.ts'

/** Creates an error of the device's storage. The client reports it as a `problem`. */
export const storageError = (message: string, cause?: unknown): ShadowModeError =>
  new ShadowModeError('storage', message, { cause })
