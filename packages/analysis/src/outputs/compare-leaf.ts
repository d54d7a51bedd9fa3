import type { CategoricalComparison, NumericComparison } from '@shadow-mode/protocol'
import { compareClasses } from './compare-classes.ts'
import { compareNumbers } from './compare-numbers.ts'
import type { Leaf } from './leaf.ts'

/**
 * Compares a path as numbers or as classes, whichever has more pairs. Equal counts compare as numbers, and no pairs at all
 * as classes. Pairs of the other kind are counted as `otherKind`.
 */
export function compareLeaf(leaf: Leaf): CategoricalComparison | NumericComparison {
  const numbers = leaf.numbers().live.length
  const classes = leaf.classes().agreed.length
  const numeric = numbers > 0 && numbers >= classes
  const otherKind = leaf.unmatched.otherKind + (numeric ? classes : numbers)
  const unmatched = { ...leaf.unmatched, otherKind }
  return numeric ? compareNumbers(leaf, unmatched) : compareClasses(leaf, unmatched)
}
