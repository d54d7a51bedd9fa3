import { vi } from 'vitest'
import { PATIENCE_MS } from './patience-ms.ts'

// Vitest's own default of one second is shorter than a busy machine's pauses, and no setting of it changes that.
const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, {
    timeout: PATIENCE_MS,
    ...(typeof options === 'number' ? { timeout: options } : options),
  })
