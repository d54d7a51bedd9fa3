import { MAX_PATHS, MAX_VALUES } from '../limits.ts'
import { createLeaf, type Leaf, type LeafValue } from './leaf.ts'
import type { OmissionCounter } from './omission-counter.ts'
import type { OutputNode } from './output-node.ts'

/** The leaves of all outputs. */
export interface OutputLeaves {
  /** Adds a leaf of one pair. Beyond `MAX_PATHS` or `MAX_VALUES`, only counts the omission. */
  add(node: OutputNode, live: LeafValue, candidate: LeafValue, cluster: number): void
  /** In order of first appearance. */
  byPath: ReadonlyMap<string, Leaf>
}

export function createOutputLeaves(omissions: OmissionCounter): OutputLeaves {
  const byPath = new Map<string, Leaf>()
  let values = 0
  return {
    add(node, live, candidate, cluster) {
      if (node.leaf === undefined) {
        if (byPath.size === MAX_PATHS) return omissions.add('paths', null, MAX_PATHS)
        node.leaf = createLeaf()
        byPath.set(node.path, node.leaf)
      }
      if (live !== undefined && candidate !== undefined && values++ >= MAX_VALUES)
        return omissions.add('values', node.path, MAX_VALUES)
      node.leaf.add(live, candidate, cluster)
    },
    byPath,
  }
}
