import type { Cut } from '@shadow-mode/protocol'
import { MAX_CLASSES } from '../limits.ts'
import type { Leaf } from './leaf.ts'

/** Lists the class labels that did not fit in the confusion tables. */
export function classCuts(leaves: ReadonlyMap<string, Leaf>): Cut[] {
  return Array.from(leaves, ([path, leaf]) => ({ path, omitted: leaf.classes().omittedLabels }))
    .filter(({ omitted }) => omitted > 0)
    .map(({ path, omitted }) => ({ what: 'classes', path, limit: MAX_CLASSES, omitted }))
}
