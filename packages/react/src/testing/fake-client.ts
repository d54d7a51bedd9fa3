import type { PredictOptions, ShadowClient, ShadowEvent, Status } from '@shadow-mode/client'

interface FakeCall<Input, Output> {
  input: Input
  options: PredictOptions
  resolve(output: Output): void
  reject(error: unknown): void
}

const status: Status = {
  plan: {
    serve: 'live',
    shadowRate: 1,
    timeoutMs: 10_000,
    startWithinMs: 2_000,
    maxInFlight: 2,
    maxRecordLength: 262_144,
    maxQueuedPairs: 10_000,
    maxQueuedLength: 20_000_000,
    maxAgeMs: 1_000,
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
  planReason: 'STATIC',
  mayObserve: true,
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

export interface FakeClient<Input, Output> {
  client: ShadowClient<Input, Output>
  calls: FakeCall<Input, Output>[]
  listeners: Set<(event: ShadowEvent) => void>
  /** Counts one more sampled prediction and notifies the listeners. */
  sample(): void
}

/** A client whose calls the test settles. It ignores the signal, so no call settles by itself. */
export function fakeClient<Input, Output>(): FakeClient<Input, Output> {
  const calls: FakeCall<Input, Output>[] = []
  const listeners = new Set<(event: ShadowEvent) => void>()
  let sampled = 0
  const client: ShadowClient<Input, Output> = {
    predict: (input, options = {}) =>
      new Promise<Output>((resolve, reject) => {
        calls.push({ input, options, resolve, reject })
      }),
    recordOutcome: () => {},
    flush: async () => {},
    optOut: async () => {},
    optIn: () => {},
    clear: async () => {},
    close: async () => {},
    status: () => ({ ...status, sampled }),
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const sample = () => {
    sampled += 1
    for (const listener of listeners) listener({ type: 'status' })
  }
  return { client, calls, listeners, sample }
}
