import type { Cut } from '@shadow-mode/protocol'
import { MAX_CLASSES } from '../limits.ts'
import type { Leaf } from './leaf.ts'

/**
 * Counts the values whose class label did not fit in the confusion table, for `report.cuts`. `limit` is `MAX_CLASSES`
 * also for labels that exceed `MAX_LABEL_LENGTH`.
 */
export function countOmittedClasses(leaves: ReadonlyMap<string, Leaf>): Cut[] {
  return Array.from(leaves, ([path, leaf]) => ({ path, omitted: leaf.classes().omittedLabels }))
    .filter(({ omitted }) => omitted > 0)
    .map(({ path, omitted }) => ({ what: 'classes', path, limit: MAX_CLASSES, omitted }))
}
