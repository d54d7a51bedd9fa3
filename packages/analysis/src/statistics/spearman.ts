import type { Defined } from './defined.ts'
import { midRanks } from './mid-ranks.ts'
import { pearson } from './pearson.ts'

/** Spearman's rank correlation (1904): Pearson's correlation of the mid-ranks of `x` and `y`. */
export function spearman(x: Float64Array, y: Float64Array): Defined<number> {
  return pearson(midRanks(x), midRanks(y))
}
