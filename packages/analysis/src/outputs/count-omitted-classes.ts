import type { Cut } from '@shadow-mode/protocol'
import { MAX_CLASSES } from '../limits.ts'
import type { Leaf } from './leaf.ts'

/**
 * Counts the values whose class label did not fit in the confusion table, for `report.cuts`. The `limit` of
 * each cut is `MAX_CLASSES`, even if labels were omitted because they exceed `MAX_LABEL_LENGTH`.
 */
export function countOmittedClasses(leaves: ReadonlyMap<string, Leaf>): Cut[] {
  return Array.from(leaves, ([path, leaf]) => ({ path, omitted: leaf.classes().omittedValues }))
    .filter(({ omitted }) => omitted > 0)
    .map(({ path, omitted }) => ({ what: 'classes', path, limit: MAX_CLASSES, omitted }))
}
