import { mustBe, type Read } from '../core/guard/readers.ts'

/** A number from `min` on, Infinity too. */
export const atLeast = (min: number, fallback: number): Read<number> =>
  mustBe(value => typeof value === 'number' && value >= min, `at least ${min}`, fallback)
