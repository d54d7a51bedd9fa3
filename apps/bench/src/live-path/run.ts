import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { launchUnwatched } from '@shadow-mode/test-support/sessions/launch-unwatched.ts'
import type { Effort } from '../cli/effort.ts'
import { receiveReports } from '../servers/receive-reports.ts'
import { serveSite } from '../servers/serve-site.ts'
import { median } from '../statistics/median.ts'
import { type BlockPair, type MedianDifference, medianDifference } from '../statistics/median-difference.ts'
import type { Measured } from './measured.ts'

const SEED = 20_261_123

/** The limit of a round in milliseconds. */
const ROUND_WITHIN_MS = 120_000

/** Times are in milliseconds. */
export interface ArmResult extends MedianDifference {
  baseMedian: number
  treatedMedian: number
  /** The 99th percentile of the treated calls divided by that of the base calls. */
  p99Ratio: number
  calls: number
}

export interface LivePathResult extends Record<keyof Measured, ArmResult> {
  bench: 'live-path'
  effort: Effort
}

const p99 = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? NaN

const summarise = (pairs: BlockPair[]): ArmResult => ({
  baseMedian: median(pairs.flatMap(pair => pair.base)),
  treatedMedian: median(pairs.flatMap(pair => pair.treated)),
  p99Ratio: p99(pairs.flatMap(pair => pair.treated)) / p99(pairs.flatMap(pair => pair.base)),
  calls: pairs.reduce((sum, pair) => sum + pair.treated.length, 0),
  ...medianDifference(pairs, seededRandom(SEED)),
})

/** Measures how much shadowing adds to a live call in Chromium. Reports its progress with `say`. */
export async function runLivePath(effort: Effort, say: (text: string) => void): Promise<LivePathResult> {
  await using scope = new AsyncDisposableStack()
  const reports = receiveReports<Measured>(say)
  const origin = await serveSite(scope, import.meta.dirname, ['live-path.html'], [reports.handler])
  await launchUnwatched(scope, `${origin}/live-path.html#${encodeURIComponent(JSON.stringify(effort))}`)
  const measured = await reports.result(ROUND_WITHIN_MS)
  return {
    bench: 'live-path',
    effort,
    rested: summarise(measured.rested),
    byHand: summarise(measured.byHand),
    tzientist: summarise(measured.tzientist),
    scientist: summarise(measured.scientist),
    control: summarise(measured.control),
    backToBack: summarise(measured.backToBack),
  }
}
