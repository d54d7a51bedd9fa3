import { vi } from 'vitest'

/** Ends a wait that hangs. No machine is so slow that a state which comes takes this long. */
const PATIENCE_MS = 60_000

// Vitest's own default of one second is shorter than a busy machine's pauses, and no setting of it changes that.
const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, {
    timeout: PATIENCE_MS,
    ...(typeof options === 'number' ? { timeout: options } : options),
  })
