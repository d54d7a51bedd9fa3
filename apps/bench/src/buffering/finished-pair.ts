import type { Pair } from '@shadow-mode/protocol'
import { applicant } from '../pages/applicant.ts'

const ID = '0198aaaa-0000-7000-8000-'

/** A typical pair of a credit desk with about 1 kB of JSON. `number` is in its id. */
export function finishedPair(number: number): Pair {
  const id = ID + number.toString(16).padStart(12, '0')
  return {
    id,
    experiment: 'bench',
    capturedAt: '2026-11-02T00:07:10.288Z',
    reference: `application-${number}`,
    subject: `user-${number % 1_000}`,
    input: applicant(`application-${number}`),
    live: {
      version: '1.4.0',
      status: 'ok',
      output: { probability: 0.134_217_728, approved: true, limit: 470_000, reasons: ['PAY_0', 'BILL_AMT1'] },
      durationMs: 4.7,
      httpStatus: 200,
    },
    candidate: {
      version: '2.0.0',
      status: 'ok',
      output: {
        probability: 0.071_582_788,
        approved: true,
        limit: 455_000,
        reasons: ['PAY_0', 'UTILISATION'],
      },
      durationMs: 7,
      httpStatus: 200,
    },
    served: 'live',
    sampling: { variant: 'shadow', rate: 0.25, weight: 1, flagVersion: '7' },
    context: { page: '/apply', tags: { market: 'tw', channel: 'branch' }, sdk: '0.1.0' },
  }
}

/** `count` pairs with numbers from `first`. */
export const finishedPairs = (first: number, count: number): Pair[] =>
  Array.from({ length: count }, (_, n) => finishedPair(first + n))

/** Whether the id is that of a pair from `finishedPair`. */
export const isFinishedPair = (id: string): boolean => id.startsWith(ID) && id.length === 36
