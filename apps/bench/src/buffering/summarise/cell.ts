import { median } from '../../statistics/median.ts'
import { type MedianRatio, medianRatio } from '../../statistics/median-ratio.ts'
import type { Cpu } from '../cpu/open-cpu-clock.ts'

/** The cost of an arm without the cost of measuring: medians in µs. */
export interface Cell {
  main: number
  all: number
  /** The cost on the main thread divided by ours. */
  timesOurs: MedianRatio
  blocks: number
}

export const mainOf = (blocks: readonly Cpu[]): number[] => blocks.map(({ main }) => main)
const allOf = (blocks: readonly Cpu[]): number[] => blocks.map(({ all }) => all)

interface CellOptions {
  arm: readonly Cpu[]
  ours: readonly Cpu[]
  nothing: readonly Cpu[]
  /** The number of pairs or batches in a block. */
  per: number
  random: () => number
}

export function cellOf({ arm, ours, nothing, per, random }: CellOptions): Cell {
  const net = (of: typeof mainOf) => (median(of(arm)) - median(of(nothing))) / per
  return {
    main: net(mainOf),
    all: net(allOf),
    timesOurs: medianRatio({ over: mainOf(arm), under: mainOf(ours), base: mainOf(nothing) }, random),
    blocks: arm.length,
  }
}
