import { median } from './median.ts'

/** Two neighbouring blocks of calls, measured under the same conditions as nearly as can be. */
export interface BlockPair {
  base: number[]
  treated: number[]
}

export interface MedianDifference {
  /** Median of all treated values − median of all of the base. */
  difference: number
  /** One-sided 95 % bootstrap upper bound of it. */
  upper95: number
  /** Two-sided 95 % bootstrap interval of it. */
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
 * Bootstraps the difference of the medians in two stages: pairs of blocks first, then calls within a block, since
 * calls of one block are alike (the machine was as busy for all of them). Percentile method.
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
