import type { LoneArm, MeasuredLone } from '../lone/measured.ts'
import { type Cell, cellOf } from './cell.ts'

/** The cost of the only pair of a fresh page. */
export type LoneResult = Record<Exclude<LoneArm, 'nothing'>, Cell>

export function summariseLone(measured: MeasuredLone, random: () => number): LoneResult {
  const { nothing, ours } = measured
  const cell = (name: LoneArm) => cellOf({ arm: measured[name], ours, nothing, per: 1, random })
  return {
    ours: cell('ours'),
    client: cell('client'),
    sentry: cell('sentry'),
    workbox: cell('workbox'),
  }
}
