import type { Status } from '@shadow-mode/client'

/**
 * The status that a server renders, and that hydration starts with. It is constant: the server has no clock to read while it
 * prerenders, and the browser's client may already have counted predictions when the page hydrates.
 */
export const serverStatus: Status = {
  plan: {
    serve: 'live',
    shadowRate: 0,
    timeoutMs: 10_000,
    startWithinMs: 2_000,
    maxInFlight: 2,
    maxRecordLength: 262_144,
    maxQueuedPairs: 10_000,
    maxQueuedLength: 20_000_000,
    maxAgeMs: 604_800_000,
    whenOff: 'keep',
    bounds: [],
    noiseRate: 0,
    maxRequestsPerMinute: 30_000,
    maxBytesPerMinute: 100_000_000,
    whenSlow: 'skip',
    whenHidden: 'skip',
    breakAfterFailures: 10,
    breakForMs: 30_000,
    breakOnBounds: false,
  },
  planReason: 'UNKNOWN',
  mayObserve: false,
  sampled: 0,
  delivered: 0,
  queued: 0,
  running: 0,
  unconfirmed: 0,
  dropped: {},
  outcomes: { recorded: 0, delivered: 0, queued: 0, unconfirmed: 0, dropped: {} },
  violated: {},
  fallbacks: {},
}
