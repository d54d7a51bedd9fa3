import type { CategoricalComparison, NumericComparison } from '@shadow-mode/protocol'
import { compareClasses } from './compare-classes.ts'
import { compareNumbers } from './compare-numbers.ts'
import type { Leaf } from './leaf.ts'

/**
 * Compares a path as numbers if at least as many pairs of values are numbers as are classes. Otherwise, and without any
 * pair of values, compares the path as classes. The pairs of values of the other kind are added to `otherKind`.
 */
export function compareLeaf(leaf: Leaf): CategoricalComparison | NumericComparison {
  const numbers = leaf.numbers().live.length
  const classes = leaf.classes().agreed.length
  const numeric = numbers > 0 && numbers >= classes
  const otherKind = leaf.unmatched.otherKind + (numeric ? classes : numbers)
  const unmatched = { ...leaf.unmatched, otherKind }
  return numeric ? compareNumbers(leaf, unmatched) : compareClasses(leaf, unmatched)
}
