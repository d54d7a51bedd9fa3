import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { expect, test } from 'vitest'
import type { MeasuredArms, MeasuredBlocks } from './backlog/measured.ts'
import { judgeBuffering } from './judge.ts'
import { summariseBacklogs } from './summarise/summarise-backlogs.ts'

const blocks = (main: number) => Array.from({ length: 3 }, () => ({ main, all: 4 * main }))

/** Blocks of 50 pairs with equal costs, above a base of 700 µs. */
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

test('the cost of an arm is per pair, without the base, and compared with ours', () => {
  const [first] = summariseBacklogs([measured(240, 1_600)], seededRandom(1))
  expect(first?.buffer.sentry).toMatchObject({ main: 240, timesOurs: { ratio: 12, lower95: 12 }, blocks: 3 })
  expect(first?.take.sentry).toMatchObject({ main: 12_000, timesOurs: { ratio: 7.5 } })
})

test('the goals fail for a peer that costs less than 25 times as much, and for a take that grows with the backlog', () => {
  const backlogs = summariseBacklogs([measured(240, 1_600), measured(2_400, 3_200)], seededRandom(1))
  const verdicts = judgeBuffering(backlogs).map(({ goal, held }) => [held, goal])
  expect(verdicts).toEqual([
    [false, 'with a backlog of 0, storing a pair costs Sentry ≥ 25 × as much'],
    [true, 'with a backlog of 0, storing a pair costs workbox ≥ 25 × as much'],
    [true, 'with a backlog of 10,000, storing a pair costs Sentry ≥ 25 × as much'],
    [true, 'with a backlog of 10,000, storing a pair costs workbox ≥ 25 × as much'],
    [false, 'with a backlog of 10,000, taking 50 costs ≤ 1.5 × as much as without'],
    [
      true,
      'with a backlog of 10,000, taking 50 that were written one by one costs ≤ 1.5 × as much as without',
    ],
  ])
})
