import type { ArmResult, LivePathResult } from './run.ts'

/** The bound on the added median, and the slowest endpoint against which it says something. Milliseconds. */
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
    `${arm.calls} calls an arm`,
  ].join('  ')

const judge = ({ rested, byHand }: LivePathResult): string => {
  if (rested.baseMedian > SLOWEST_BARE_MS) {
    return `NOT VALID: the bare median is over ${SLOWEST_BARE_MS} ms, the endpoint is too slow to tell`
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
    line('control (A/A)', result.control),
    line('back to back', result.backToBack),
    judge(result),
  ].join('\n')
}
