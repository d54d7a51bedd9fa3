import type { Cpu } from '../cpu/open-cpu-clock.ts'

/** Pairs that wait before each block. */
export const BACKLOGS = [0, 10_000, 50_000] as const

/** What keeps nothing: the cost of measuring; the floor; the least that IndexedDB takes for 25 pairs. */
export const BARE = ['nothing', 'stringify', 'one-put'] as const

/** Of ours, how many pairs are written at once: 25 when they come fast, fewer when they are rare. */
export const STORES = ['ours', 'ours-5', 'ours-1', 'sentry', 'workbox'] as const

export type StoreName = (typeof STORES)[number]

export type ArmName = (typeof BARE)[number] | StoreName

/** One block of 50 pairs after another. */
export interface MeasuredBlocks {
  buffer: Cpu[]
  take: Cpu[]
}

export type MeasuredArms = Record<ArmName, MeasuredBlocks>

/** Our flush, to a collector that answers at once. */
export interface MeasuredFlush {
  /** Two requests, which measuring takes, and no more. */
  nothing: Cpu[]
  /** A request with a batch, and its answer, by hand. */
  request: Cpu[]
  /** Of the 50 pairs that wait. */
  one: Cpu[]
  /** Of all that waits, with the greatest backlog. */
  drain: Cpu
  /** Batches in it. */
  batches: number
}

export interface MeasuredBuffer {
  /** In the order of `BACKLOGS`. */
  backlogs: MeasuredArms[]
  flush: MeasuredFlush
}
