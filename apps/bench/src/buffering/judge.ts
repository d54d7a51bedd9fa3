import { NAMES } from './names.ts'
import type { BacklogResult } from './summarise/summarise-backlogs.ts'

/** Each peer takes at least so many times as much to keep a pair. */
const TIMES_CHEAPER = 25

/** Taking may grow so much from no backlog to the greatest: what a median of few blocks leaves open. */
const TIMES_FLAT = 1.5

export interface Verdict {
  goal: string
  held: boolean
  /** The figures on which it rests. */
  found: string
}

const count = (value: number): string => value.toLocaleString('en')

/** `found` tells how far below the peer one bare put of 25 is: no store in IndexedDB with such writes gets further. */
const judgeBuffer = ({ backlog, buffer }: BacklogResult, peer: 'sentry' | 'workbox'): Verdict => {
  const { main, timesOurs } = buffer[peer]
  const most = main / buffer['one-put'].main
  return {
    goal: `with ${count(backlog)} waiting, ${NAMES[peer]} takes ≥ ${TIMES_CHEAPER} × as much to keep a pair`,
    held: timesOurs.lower95 >= TIMES_CHEAPER,
    found: `${timesOurs.ratio.toFixed(1)} ×, at least ${timesOurs.lower95.toFixed(1)}; of a bare put ${most.toFixed(1)} ×`,
  }
}

const judgeTake = ({ backlog, takeGrowth }: BacklogResult, ours: 'ours' | 'ours-1'): Verdict => {
  const { ratio, upper95 } = takeGrowth[ours]
  const what = ours === 'ours' ? 'taking 50' : 'taking 50 that were written one by one'
  return {
    goal: `with ${count(backlog)} waiting, ${what} takes ≤ ${TIMES_FLAT} × as much as with no others`,
    held: upper95 <= TIMES_FLAT,
    found: `${ratio.toFixed(2)} ×, at most ${upper95.toFixed(2)}`,
  }
}

/** Holds the acceptance goals against the bounds of the ratios (95 %), not their middle. */
export function judgeBuffering(backlogs: readonly BacklogResult[]): Verdict[] {
  return [
    ...backlogs.flatMap(result => [judgeBuffer(result, 'sentry'), judgeBuffer(result, 'workbox')]),
    ...backlogs
      .filter(({ backlog }) => backlog > 0)
      .flatMap(result => [judgeTake(result, 'ours'), judgeTake(result, 'ours-1')]),
  ]
}
