import { vi } from 'vitest'
import { PATIENCE_MS } from './patience-ms.ts'

// A busy machine can pause for longer than vitest's default of one second, which no setting changes.
const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, {
    timeout: PATIENCE_MS,
    ...(typeof options === 'number' ? { timeout: options } : options),
  })
