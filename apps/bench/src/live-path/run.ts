import { openSite } from '../open-site.ts'
import { type BlockPair, type MedianDifference, medianDifference } from '../statistics/median-difference.ts'
import { median } from '../statistics/median.ts'
import { seededRandom } from '../statistics/seeded-random.ts'
import { type Effort, measureBackToBack, measureRested } from './measure.ts'

const SEED = 20_261_123

/** Milliseconds. */
export interface ArmResult extends MedianDifference {
  bareMedian: number
  treatedMedian: number
  calls: number
}

export interface LivePathResult {
  bench: 'live-path'
  effort: Effort
  /** With shadow against without, each call after the last one's shadow run. */
  rested: ArmResult
  /** Without against without: what this machine's noise alone makes. */
  control: ArmResult
  /** With against without, no rest: earlier shadow runs compete with the call. */
  backToBack: ArmResult
}

const summarise = (pairs: BlockPair[]): ArmResult => ({
  bareMedian: median(pairs.flatMap(pair => pair.bare)),
  treatedMedian: median(pairs.flatMap(pair => pair.treated)),
  calls: pairs.reduce((sum, pair) => sum + pair.treated.length, 0),
  ...medianDifference(pairs, seededRandom(SEED)),
})

/** Measures what shadowing adds to a live call in Chromium; tells of its progress through `say`. */
export async function runLivePath(effort: Effort, say: (text: string) => void): Promise<LivePathResult> {
  await using scope = new AsyncDisposableStack()
  const site = await openSite(scope, import.meta.dirname, ['live-path.html'])
  const page = await site.browser.newPage()
  await page.goto(`${site.origin}/live-path.html`)
  await page.waitForFunction(() => window.livePath !== undefined)
  if (!(await page.evaluate(() => crossOriginIsolated))) {
    throw new Error('the page is not cross-origin isolated: its clock is too coarse')
  }
  say('live-path: warming up')
  await measureRested(page, 'shadow', { ...effort, rounds: 1 }, () => {})
  const rested = await measureRested(page, 'shadow', effort, round =>
    say(`live-path: with and without shadow, round ${round} of ${effort.rounds}`),
  )
  const control = await measureRested(page, 'bare', effort, round =>
    say(`live-path: control, round ${round} of ${effort.rounds}`),
  )
  say('live-path: back to back')
  const backToBack = await measureBackToBack(page, effort)
  return {
    bench: 'live-path',
    effort,
    rested: summarise(rested),
    control: summarise(control),
    backToBack: summarise(backToBack),
  }
}
