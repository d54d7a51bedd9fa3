import { MAX_ELEMENTS, MAX_PATHS, MAX_POSITIONS } from '../limits.ts'
import { type Association, createAssociation } from './association.ts'
import type { OutputLeaves } from './output-leaves.ts'
import type { OutputNode, OutputNodes } from './output-node.ts'
import { asArray, type OutputValue } from './output-value.ts'

/** A path whose arrays are vectors. */
export interface OutputVector {
  /** The path that the elements of a list share. */
  elements: string
  /** The paths of the positions. Empty beyond `MAX_POSITIONS`: then the elements share a path, too. */
  positions: readonly string[]
  association: Association
}

/** Distinguishes vectors from lists. */
export interface OutputVectors {
  /**
   * Returns the nodes of the positions, or none if all elements belong to `element`. If live's array shows that it is a list
   * after all, its positions become elements.
   */
  getPositions(
    node: OutputNode,
    element: OutputNode,
    pair: { live: OutputValue; candidate: OutputValue; cluster: number },
  ): readonly OutputNode[]
  /** By path of the array. */
  byPath: ReadonlyMap<string, OutputVector>
}

interface Known {
  length: number
  positions: readonly OutputNode[]
  association: Association
}

const LIST = 'list'

const areNumbers = (values: readonly unknown[]): values is number[] => values.every(Number.isFinite)

const mayBeVector = (live: readonly unknown[]): boolean =>
  live.length >= 2 &&
  live.length <= MAX_ELEMENTS &&
  live.every(value => value === null || Number.isFinite(value))

/**
 * An array is a vector while live's arrays at its path have one length, from 2 to `MAX_ELEMENTS`, and contain nothing but
 * numbers and `null`. The candidate's arrays have no say, so that it cannot choose how it is compared.
 */
export function createOutputVectors(nodes: OutputNodes, leaves: OutputLeaves): OutputVectors {
  const byPath = new Map<string, OutputVector>()
  const found = new Map<OutputNode, Known | typeof LIST>()

  const create = (node: OutputNode, element: OutputNode, length: number): Known => {
    const hasRoom = length <= MAX_POSITIONS && leaves.byPath.size + length <= MAX_PATHS
    const positions = hasRoom ? nodes.getPositions(node, length) : []
    const association = createAssociation()
    byPath.set(node.path, {
      elements: element.path,
      positions: positions.map(({ path }) => path),
      association,
    })
    return { length, positions, association }
  }

  return {
    byPath,
    getPositions(node, element, { live, candidate, cluster }) {
      const known = found.get(node)
      if (known === LIST || element.ignored) return []
      if (!Array.isArray(live)) return known?.positions ?? []
      if (!mayBeVector(live) || (known && known.length !== live.length)) {
        leaves.merge(known?.positions ?? [], element)
        byPath.delete(node.path)
        found.set(node, LIST)
        return []
      }
      const vector = known ?? create(node, element, live.length)
      found.set(node, vector)
      const other = asArray(candidate)
      if (other.length === live.length && areNumbers(live) && areNumbers(other))
        vector.association.add(live, other, cluster)
      return vector.positions
    },
  }
}
