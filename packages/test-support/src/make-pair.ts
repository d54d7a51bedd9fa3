import type { Pair } from '@shadow-mode/protocol'

/** A complete pair. Without `changes` it is always the same. */
export const makePair = (changes: Partial<Pair> = {}): Pair => ({
  id: '0198aaaa-0000-7000-8000-000000000000',
  experiment: 'credit-risk',
  capturedAt: '2026-11-02T00:07:10.288Z',
  input: { AGE: 35, EDUCATION: 'university' },
  live: { version: '1.4.0', status: 'ok', output: { probability: 0.13, approved: true }, durationMs: 4.7 },
  candidate: { version: '2.0.0', status: 'ok', output: { probability: 0.07, approved: true }, durationMs: 7 },
  served: 'live',
  sampling: { variant: null, rate: 1, weight: 1 },
  context: { sdk: '0.1.0' },
  ...changes,
})

/** A short pair with `number` in its id. Its input has `size` more characters. */
export const numberedPair = (number: number, size = 0, experiment = 'credit-risk'): Pair =>
  makePair({
    id: `0198aaaa-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
    experiment,
    input: { number, filler: 'x'.repeat(size) },
    live: { version: '1', status: 'ok', output: { probability: 0.13 }, durationMs: 4.7 },
    candidate: { version: '2', status: 'ok', output: { probability: 0.07 }, durationMs: 7 },
    context: { sdk: 'test' },
  })
