import { MAX_DEPTH, MAX_ELEMENTS } from '../limits.ts'
import type { Leaf } from './leaf.ts'
import type { OmissionCounter } from './omission-counter.ts'
import { createOutputLeaves } from './output-leaves.ts'
import { createOutputNodes, type OutputNode } from './output-node.ts'
import { asArray, asObject, getOwnValue, isContainer, type OutputValue, toLeafValue } from './output-value.ts'
import { createOutputVectors, type OutputVector } from './output-vectors.ts'

/** Collects the leaves of outputs by path. */
export interface OutputTree {
  /**
   * Adds the outputs of one pair. `undefined` means that an output was not kept. `cluster` is the cluster of the pair.
   */
  add(live: OutputValue, candidate: OutputValue, cluster: number): void
  /** In order of first appearance. */
  leaves(): ReadonlyMap<string, Leaf>
  /** By path of the array. */
  vectors(): ReadonlyMap<string, OutputVector>
}

/** One path in both outputs of one pair. */
interface Place {
  node: OutputNode
  live: OutputValue
  candidate: OutputValue
  cluster: number
  depth: number
}

/**
 * Walks both outputs together. Objects match by key and arrays by position. The positions of a vector
 * have leaves of their own, the elements of a list share one. A leaf that has a value on only one side is
 * one-sided. If one side has an object or array and the other has none at that path, or one of the other kind, the
 * values below are one-sided.
 */
export function createOutputTree(ignoredPaths: readonly string[], omissions: OmissionCounter): OutputTree {
  const nodes = createOutputNodes(ignoredPaths, omissions)
  const leaves = createOutputLeaves(omissions)
  const vectors = createOutputVectors(nodes, leaves)

  return {
    add(live, candidate, cluster) {
      if (live !== undefined || candidate !== undefined)
        walk({ node: nodes.root, live, candidate, cluster, depth: 0 })
    },
    leaves() {
      vectors.settle()
      return leaves.byPath
    },
    vectors() {
      vectors.settle()
      return vectors.byPath
    },
  }

  function walk(place: Place): void {
    const { node, live, candidate } = place
    if (node.ignored) return
    const containers = [live, candidate].filter(isContainer)
    if (containers.length < 2) addLeaf(place, containers)
    if (containers.length === 0) return
    if (place.depth === MAX_DEPTH) return omissions.add('depth', node.path, MAX_DEPTH)
    walkKeys(place)
    walkElements(place)
  }

  function addLeaf({ node, live, candidate, cluster }: Place, containers: readonly object[]): void {
    const one = toLeafValue(live)
    const other = toLeafValue(candidate)
    // An empty object or array has no leaves below it, and `null` has no value, but both must be counted.
    const empty = containers.every(container => Object.keys(container).length === 0)
    if (empty || one !== undefined || other !== undefined) leaves.add(node, one, other, cluster)
  }

  function walkKeys(place: Place): void {
    const live = asObject(place.live)
    const candidate = asObject(place.candidate)
    const keys = new Set([...Object.keys(live ?? {}), ...Object.keys(candidate ?? {})])
    for (const key of keys) {
      const node = nodes.getKey(place.node, key)
      if (node === undefined) continue
      walk({
        node,
        live: getOwnValue(live, key),
        candidate: getOwnValue(candidate, key),
        cluster: place.cluster,
        depth: place.depth + 1,
      })
    }
  }

  function walkElements(place: Place): void {
    const live = asArray(place.live)
    const candidate = asArray(place.candidate)
    const length = Math.max(live.length, candidate.length)
    if (length === 0) return
    const node = nodes.getElement(place.node)
    if (node === undefined) return
    const positions = vectors.getPositions(place.node, node, place)
    for (let i = 0; i < Math.min(length, MAX_ELEMENTS); i++)
      walk({
        node: positions[i] ?? node,
        live: live[i],
        candidate: candidate[i],
        cluster: place.cluster,
        depth: place.depth + 1,
      })
    for (let i = MAX_ELEMENTS; i < length; i++) omissions.add('elements', node.path, MAX_ELEMENTS)
  }
}
