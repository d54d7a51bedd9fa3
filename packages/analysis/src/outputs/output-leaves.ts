import { MAX_PATHS, MAX_VALUES } from '../limits.ts'
import { createLeaf, type Leaf, type LeafValue } from './leaf.ts'
import type { OmissionCounter } from './omission-counter.ts'
import type { OutputNode } from './output-node.ts'

/** The leaves of all outputs. */
export interface OutputLeaves {
  /** Adds a leaf of one pair. Beyond `MAX_PATHS` or `MAX_VALUES`, only counts the omission. */
  add(node: OutputNode, live: LeafValue, candidate: LeafValue, cluster: number): void
  /** Moves the leaves of `nodes` to `target`, and adds them to what is there. */
  merge(nodes: readonly OutputNode[], target: OutputNode): void
  /** In order of first appearance. */
  byPath: ReadonlyMap<string, Leaf>
}

export function createOutputLeaves(omissions: OmissionCounter): OutputLeaves {
  const byPath = new Map<string, Leaf>()
  let values = 0
  const getLeaf = (node: OutputNode): Leaf | undefined => {
    if (node.leaf !== undefined || byPath.size === MAX_PATHS) return node.leaf
    node.leaf = createLeaf()
    byPath.set(node.path, node.leaf)
    return node.leaf
  }
  return {
    add(node, live, candidate, cluster) {
      const leaf = getLeaf(node)
      if (leaf === undefined) return omissions.add('paths', null, MAX_PATHS)
      if (live !== undefined && candidate !== undefined && values++ >= MAX_VALUES)
        return omissions.add('values', node.path, MAX_VALUES)
      leaf.add(live, candidate, cluster)
    },
    merge(nodes, target) {
      for (const node of nodes) {
        if (node.leaf === undefined) continue
        byPath.delete(node.path)
        // The path that was given up leaves room for this one.
        getLeaf(target)?.absorb(node.leaf)
        node.leaf = undefined
      }
    },
    byPath,
  }
}
