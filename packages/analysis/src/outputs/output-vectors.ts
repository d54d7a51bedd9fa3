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
  /** Makes lists of the vectors whose live arrays had other lengths too often. */
  settle(): void
  /** By path of the array. */
  byPath: ReadonlyMap<string, OutputVector>
}

interface Known {
  element: OutputNode
  length: number
  /** How many arrays live had, and how many of them had another length. */
  arrays: number
  others: number
  positions: readonly OutputNode[]
  association: Association
}

const LIST = 'list'

/** A vector is a list if more than this share of live's arrays have another length. */
const MAX_OTHERS = 0.05

const areNumbers = (values: readonly unknown[]): values is number[] => values.every(Number.isFinite)

const areNumbersOrNull = (live: readonly unknown[]): boolean =>
  live.every(value => value === null || Number.isFinite(value))

/**
 * An array is a vector if live's arrays at its path contain nothing but numbers and `null`, and nearly all of them have the
 * length of the first, from 2 to `MAX_ELEMENTS`. The elements of the others share a path. The candidate's arrays have no say,
 * so that it cannot choose how it is compared.
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
    return { element, length, arrays: 0, others: 0, positions, association }
  }

  const makeList = (node: OutputNode, element: OutputNode, positions: readonly OutputNode[] = []): void => {
    leaves.merge(positions, element)
    byPath.delete(node.path)
    found.set(node, LIST)
  }

  return {
    byPath,
    settle() {
      for (const [node, known] of found)
        if (known !== LIST && known.others > known.arrays * MAX_OTHERS)
          makeList(node, known.element, known.positions)
    },
    getPositions(node, element, { live, candidate, cluster }) {
      const known = found.get(node)
      if (known === LIST || element.ignored) return []
      if (!Array.isArray(live)) return known?.positions ?? []
      const isFirst = known === undefined
      if (!areNumbersOrNull(live) || (isFirst && (live.length < 2 || live.length > MAX_ELEMENTS))) {
        makeList(node, element, known?.positions)
        return []
      }
      const vector = known ?? create(node, element, live.length)
      found.set(node, vector)
      vector.arrays++
      if (live.length !== vector.length) {
        vector.others++
        return []
      }
      const other = asArray(candidate)
      if (other.length === live.length && areNumbers(live) && areNumbers(other))
        vector.association.add(live, other, cluster)
      return vector.positions
    },
  }
}
