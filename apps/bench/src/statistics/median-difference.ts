import { median } from './median.ts'

/** Two neighbouring blocks of calls, so that their conditions are as similar as possible. */
export interface BlockPair {
  base: number[]
  treated: number[]
}

export interface MedianDifference {
  /** The median of all treated values minus the median of all base values. */
  difference: number
  /** Its one-sided 95 % upper bound by bootstrap. */
  upper95: number
  /** Its two-sided 95 % interval by bootstrap. */
  interval95: [number, number]
}

const resample = (from: number[], into: Float64Array, offset: number, random: () => number): void => {
  for (let n = 0; n < from.length; n++) {
    into[offset + n] = from[Math.floor(random() * from.length)] ?? 0
  }
}

const drawMedian = (
  pairs: BlockPair[],
  drawn: number[],
  arm: keyof BlockPair,
  random: () => number,
): number => {
  const total = drawn.reduce((sum, index) => sum + (pairs[index]?.[arm].length ?? 0), 0)
  const values = new Float64Array(total)
  let offset = 0
  for (const index of drawn) {
    const block = pairs[index]?.[arm] ?? []
    resample(block, values, offset, random)
    offset += block.length
  }
  return median(values)
}

/**
 * Bootstraps the difference of the medians with the percentile method. It draws pairs of blocks first, then calls
 * within a block, because the calls of a block are similar: the machine was equally busy for all of them.
 */
export function medianDifference(
  pairs: BlockPair[],
  random: () => number,
  resamples: number = 4_000,
): MedianDifference {
  const draws = Array.from({ length: resamples }, () => {
    const drawn = pairs.map(() => Math.floor(random() * pairs.length))
    return drawMedian(pairs, drawn, 'treated', random) - drawMedian(pairs, drawn, 'base', random)
  }).toSorted((a, b) => a - b)
  const at = (share: number): number => draws[Math.min(resamples - 1, Math.floor(share * resamples))] ?? 0
  return {
    difference: median(pairs.flatMap(pair => pair.treated)) - median(pairs.flatMap(pair => pair.base)),
    upper95: at(0.95),
    interval95: [at(0.025), at(0.975)],
  }
}
