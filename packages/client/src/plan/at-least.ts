import { mustBe, type Read } from '../core/guard/readers.ts'

/** Returns a reader for a number of at least `min`. Allows `Infinity`. */
export const atLeast = (min: number, fallback: number): Read<number> =>
  mustBe(value => typeof value === 'number' && value >= min, `at least ${min}`, fallback)
