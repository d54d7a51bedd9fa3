import { NAMES } from './names.ts'
import type { BacklogResult } from './summarise/summarise-backlogs.ts'

/** Storing a pair must cost each peer at least this many times as much. */
const TIMES_CHEAPER = 25

/** Taking pairs with a backlog may cost at most this many times as much. More than 1 allows for the medians' noise. */
const TIMES_FLAT = 1.5

export interface Verdict {
  goal: string
  held: boolean
  /** The measured figures. */
  found: string
}

const count = (value: number): string => value.toLocaleString('en')

/** `found` also compares the peer with one bare put of 25 pairs, which is the lower bound of such stores. */
const judgeBuffer = ({ backlog, buffer }: BacklogResult, peer: 'sentry' | 'workbox'): Verdict => {
  const { main, timesOurs } = buffer[peer]
  const most = main / buffer['one-put'].main
  return {
    goal: `with a backlog of ${count(backlog)}, storing a pair costs ${NAMES[peer]} ≥ ${TIMES_CHEAPER} × as much`,
    held: timesOurs.lower95 >= TIMES_CHEAPER,
    found: `${timesOurs.ratio.toFixed(1)} ×, at least ${timesOurs.lower95.toFixed(1)}; ${most.toFixed(1)} × a bare put`,
  }
}

const judgeTake = ({ backlog, takeGrowth }: BacklogResult, ours: 'ours' | 'ours-1'): Verdict => {
  const { ratio, upper95 } = takeGrowth[ours]
  const what = ours === 'ours' ? 'taking 50' : 'taking 50 that were written one by one'
  return {
    goal: `with a backlog of ${count(backlog)}, ${what} costs ≤ ${TIMES_FLAT} × as much as without`,
    held: upper95 <= TIMES_FLAT,
    found: `${ratio.toFixed(2)} ×, at most ${upper95.toFixed(2)}`,
  }
}

/** Compares the acceptance goals with the 95 % bounds of the ratios. */
export function judgeBuffering(backlogs: readonly BacklogResult[]): Verdict[] {
  return [
    ...backlogs.flatMap(result => [judgeBuffer(result, 'sentry'), judgeBuffer(result, 'workbox')]),
    ...backlogs
      .filter(({ backlog }) => backlog > 0)
      .flatMap(result => [judgeTake(result, 'ours'), judgeTake(result, 'ours-1')]),
  ]
}
