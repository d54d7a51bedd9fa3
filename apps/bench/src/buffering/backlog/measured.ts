import type { Cpu } from '../cpu/open-cpu-clock.ts'

/** The numbers of stored pairs before each block. */
export const BACKLOGS = [0, 10_000, 50_000] as const

/** Arms without a store: the cost of the measurement, the lower bound, and the lower bound with IndexedDB. */
export const BARE = ['nothing', 'stringify', 'one-put'] as const

/** The number is that of the pairs in one write. Ours has 25 when pairs come fast, and fewer when they are rare. */
export const STORES = ['ours', 'ours-5', 'ours-1', 'sentry', 'workbox'] as const

export type StoreName = (typeof STORES)[number]

export type ArmName = (typeof BARE)[number] | StoreName

/** The costs of blocks of 50 pairs. */
export interface MeasuredBlocks {
  buffer: Cpu[]
  take: Cpu[]
}

export type MeasuredArms = Record<ArmName, MeasuredBlocks>

/** The cost of our flush to a collector that answers at once. */
export interface MeasuredFlush {
  /** The cost of the measurement itself, which makes two requests. */
  nothing: Cpu[]
  /** The cost of a request with a batch, by hand. */
  request: Cpu[]
  /** The cost of a flush of 50 pairs. */
  one: Cpu[]
  /** The cost of a flush of the largest backlog. */
  drain: Cpu
  /** The number of batches in the largest backlog. */
  batches: number
}

export interface MeasuredBuffer {
  /** In the order of `BACKLOGS`. */
  backlogs: MeasuredArms[]
  flush: MeasuredFlush
}
