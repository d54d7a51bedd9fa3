import { MAX_NODES, MAX_PATH_LENGTH } from '../limits.ts'
import { joinElement, joinKey, joinPosition, ROOT } from './join-path.ts'
import type { Leaf } from './leaf.ts'
import type { OmissionCounter } from './omission-counter.ts'

/** One path of the outputs. All elements of a list share a node. */
export interface OutputNode {
  path: string
  ignored: boolean
  keys: Map<string, OutputNode>
  element?: OutputNode | undefined
  /** Absent until a pair has a leaf here. */
  leaf?: Leaf | undefined
}

/** Finds the child nodes of a node and creates them on first use. */
export interface OutputNodes {
  root: OutputNode
  /** `undefined` beyond `MAX_NODES` or `MAX_PATH_LENGTH`, as in `getElement`. Counts the omission. */
  getKey(parent: OutputNode, key: string): OutputNode | undefined
  getElement(parent: OutputNode): OutputNode | undefined
  /** Creates the positions of a vector. Empty beyond the limits. */
  getPositions(parent: OutputNode, length: number): OutputNode[]
}

export function createOutputNodes(ignoredPaths: readonly string[], omissions: OmissionCounter): OutputNodes {
  const ignored = new Set(ignoredPaths)
  let count = 0

  const createNode = (path: string): OutputNode => ({ path, ignored: ignored.has(path), keys: new Map() })

  const create = (path: string): OutputNode | undefined => {
    // The report contains each path many times. Without this limit, a few huge keys would make its JSON longer than a
    // string can be.
    if (path.length > MAX_PATH_LENGTH) {
      omissions.add('paths', null, MAX_PATH_LENGTH)
      return undefined
    }
    if (count === MAX_NODES) {
      omissions.add('paths', null, MAX_NODES)
      return undefined
    }
    count++
    return createNode(path)
  }

  return {
    root: createNode(ROOT),
    getKey(parent, key) {
      const known = parent.keys.get(key)
      if (known !== undefined) return known
      const created = create(joinKey(parent.path, key))
      if (created !== undefined) parent.keys.set(key, created)
      return created
    },
    getElement(parent) {
      parent.element ??= create(joinElement(parent.path))
      return parent.element
    },
    getPositions(parent, length) {
      const longest = joinPosition(parent.path, length - 1)
      if (count + length > MAX_NODES || longest.length > MAX_PATH_LENGTH) return []
      count += length
      return Array.from({ length }, (_, i) => createNode(joinPosition(parent.path, i)))
    },
  }
}
