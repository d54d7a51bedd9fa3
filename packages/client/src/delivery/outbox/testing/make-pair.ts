import type { Pair } from '@shadow-mode/protocol'

/** A pair with the given number in its id; `size` characters of input make it longer. */
export function makePair(number: number, size: number = 0, experiment: string = 'credit-risk'): Pair {
  const id = `0198aaaa-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
  return {
    id,
    experiment,
    capturedAt: '2026-11-02T00:07:10.288Z',
    input: { number, filler: 'x'.repeat(size) },
    live: { version: '1', status: 'ok', output: { probability: 0.13 }, durationMs: 4.7 },
    candidate: { version: '2', status: 'ok', output: { probability: 0.07 }, durationMs: 7 },
    served: 'live',
    sampling: { variant: null, rate: 1, weight: 1 },
    context: { sdk: 'test' },
  }
}
