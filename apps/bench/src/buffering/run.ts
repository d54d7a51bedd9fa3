import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import type { Effort } from '../cli/effort.ts'
import type { MeasuredBuffer } from './backlog/measured.ts'
import type { MeasuredLone } from './lone/measured.ts'
import { measurePage } from './measure-page.ts'
import { type BacklogResult, summariseBacklogs } from './summarise/summarise-backlogs.ts'
import { type FlushResult, summariseFlush } from './summarise/summarise-flush.ts'
import { type LoneResult, summariseLone } from './summarise/summarise-lone.ts'
import { summariseWhole, type WholeResult } from './summarise/summarise-whole.ts'
import type { MeasuredWhole } from './whole/measured.ts'

const SEED = 20_261_123

/** The rounds of each page for every ten rounds of the effort. A round may take seconds. */
const BACKLOG_SHARE = 0.4
const LONE_SHARE = 0.3
const WHOLE_SHARE = 0.3

/** CPU times in µs. */
export interface BufferingResult {
  bench: 'buffering'
  effort: Effort
  backlogs: BacklogResult[]
  flush: FlushResult
  lone: LoneResult
  whole: WholeResult
}

/** Measures the cost of storing pairs in Chromium, with two peers and the lower bounds. Linux only. */
export async function runBuffering(effort: Effort, say: (text: string) => void): Promise<BufferingResult> {
  if (process.platform !== 'linux')
    throw new Error('buffering: needs Linux, because it reads CPU times from /proc')
  const measure = <Measured>(page: string, share: number): Promise<Measured> =>
    measurePage(page, { ...effort, rounds: Math.ceil(effort.rounds * share), seed: SEED }, say)
  const buffer = await measure<MeasuredBuffer>('backlog/backlog.html', BACKLOG_SHARE)
  const lone = await measure<MeasuredLone>('lone/lone.html', LONE_SHARE)
  const whole = await measure<MeasuredWhole>('whole/whole.html', WHOLE_SHARE)
  const random = seededRandom(SEED)
  return {
    bench: 'buffering',
    effort,
    backlogs: summariseBacklogs(buffer.backlogs, random),
    flush: summariseFlush(buffer.flush),
    lone: summariseLone(lone, random),
    whole: summariseWhole(whole, effort.calls, random),
  }
}
