import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { expect, test } from 'vitest'
import type { MeasuredArms, MeasuredBlocks } from './backlog/measured.ts'
import { judgeBuffering } from './judge.ts'
import { summariseBacklogs } from './summarise/summarise-backlogs.ts'

const blocks = (main: number) => Array.from({ length: 3 }, () => ({ main, all: 4 * main }))

/** Blocks that all took the same, of 50 pairs, beyond a base of 700 µs. */
const took = (pairUs: number, takeUs: number): MeasuredBlocks => {
  return { buffer: blocks(700 + 50 * pairUs), take: blocks(700 + takeUs) }
}

const measured = (sentryUs: number, oursTakeUs: number): MeasuredArms => ({
  nothing: took(0, 0),
  stringify: took(4, 0),
  'one-put': took(12, 0),
  ours: took(20, oursTakeUs),
  'ours-5': took(60, 2_000),
  'ours-1': took(300, 6_000),
  sentry: took(sentryUs, 12_000),
  workbox: took(600, 20_000),
})

test('what an arm takes is told less the base, a pair, and against ours', () => {
  const [first] = summariseBacklogs([measured(240, 1_600)], seededRandom(1))
  expect(first?.buffer.sentry).toMatchObject({ main: 240, timesOurs: { ratio: 12, lower95: 12 }, blocks: 3 })
  expect(first?.take.sentry).toMatchObject({ main: 12_000, timesOurs: { ratio: 7.5 } })
})

test('a peer less than 25 times as dear, and a take that grows with the backlog, are not held', () => {
  const backlogs = summariseBacklogs([measured(240, 1_600), measured(2_400, 3_200)], seededRandom(1))
  const verdicts = judgeBuffering(backlogs).map(({ goal, held }) => [held, goal])
  expect(verdicts).toEqual([
    [false, 'with 0 waiting, Sentry takes ≥ 25 × as much to keep a pair'],
    [true, 'with 0 waiting, workbox takes ≥ 25 × as much to keep a pair'],
    [true, 'with 10,000 waiting, Sentry takes ≥ 25 × as much to keep a pair'],
    [true, 'with 10,000 waiting, workbox takes ≥ 25 × as much to keep a pair'],
    [false, 'with 10,000 waiting, taking 50 takes ≤ 1.5 × as much as with no others'],
    [
      true,
      'with 10,000 waiting, taking 50 that were written one by one takes ≤ 1.5 × as much as with no others',
    ],
  ])
})
