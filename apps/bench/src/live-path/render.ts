import type { ArmResult, LivePathResult } from './run.ts'

/** The highest allowed difference of the medians, and the slowest endpoint that can show it. In milliseconds. */
const TARGET_MS = 0.15
const SLOWEST_BARE_MS = 3

const ms = (value: number): string => `${value.toFixed(3)} ms`

const line = (name: string, arm: ArmResult): string =>
  [
    name.padEnd(24),
    `median ${ms(arm.baseMedian)} → ${ms(arm.treatedMedian)}`,
    `added ${ms(arm.difference)}`,
    `95 % upper bound ${ms(arm.upper95)}`,
    `interval [${arm.interval95.map(ms).join(', ')}]`,
    `p99 × ${arm.p99Ratio.toFixed(2)}`,
    `${arm.calls} calls an arm`,
  ].join('  ')

/** The p99 ratio may be above 1 by as much as the control's, plus 5 %. */
const judgeTail = ({ byHand, rested, control }: LivePathResult): string => {
  const most = 1 + Math.abs(control.p99Ratio - 1) + 0.05
  const held = Math.max(byHand.p99Ratio, rested.p99Ratio) <= most
  return `${held ? 'HELD' : 'MISSED'}: p99 ratios within the control's spread plus 5 % (≤ ${most.toFixed(2)})`
}

const judge = ({ rested, byHand }: LivePathResult): string => {
  if (rested.baseMedian > SLOWEST_BARE_MS) {
    return `NOT VALID: the bare median is over ${SLOWEST_BARE_MS} ms, so the endpoint is too slow to show a difference`
  }
  const upper = Math.max(rested.upper95, byHand.upper95)
  const held = upper <= TARGET_MS
  return `${held ? 'HELD' : 'MISSED'}: 95 % upper bounds of the added median, against bare and against by hand, ≤ ${TARGET_MS} ms`
}

export function renderLivePath(result: LivePathResult): string {
  const { rounds, calls, restMs } = result.effort
  return [
    `Live path: ${rounds} rounds of ABBA blocks of ${calls} calls, ${restMs} ms rest`,
    line('with against without', result.rested),
    line('against by hand', result.byHand),
    line('tzientist', result.tzientist),
    line('scientist', result.scientist),
    line('control (A/A)', result.control),
    line('back to back', result.backToBack),
    judge(result),
    judgeTail(result),
  ].join('\n')
}
