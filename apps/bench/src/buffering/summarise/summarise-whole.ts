import { median } from '../../statistics/median.ts'
import { type MedianDifference, medianDifference } from '../../statistics/median-difference.ts'
import type { Cpu } from '../cpu/open-cpu-clock.ts'
import type { MeasuredWhole } from '../whole/measured.ts'

/**
 * The cost of a prediction on the main thread, in µs. The difference is the cost of shadowing without the two requests.
 */
export interface WholeResult extends MedianDifference {
  byHand: number
  shadowed: number
  /** The difference in all processes. */
  allDifference: number
}

export function summariseWhole(measured: MeasuredWhole, calls: number, random: () => number): WholeResult {
  const each = (which: 'byHand' | 'shadowed', kind: keyof Cpu) =>
    measured.map(block => block[which][kind] / calls)
  const pairs = measured.map(block => ({
    base: [block.byHand.main / calls],
    treated: [block.shadowed.main / calls],
  }))
  return {
    byHand: median(each('byHand', 'main')),
    shadowed: median(each('shadowed', 'main')),
    allDifference: median(each('shadowed', 'all')) - median(each('byHand', 'all')),
    ...medianDifference(pairs, random),
  }
}
