import { MAX_NODES, MAX_PATH_LENGTH } from '../limits.ts'
import type { Leaf } from './leaf.ts'
import type { OmissionCounter } from './omission-counter.ts'
import { elementPath, keyPath, ROOT } from './path-name.ts'

/** One place in the outputs. All elements of an array share a node. */
export interface OutputNode {
  path: string
  ignored: boolean
  keys: Map<string, OutputNode>
  element?: OutputNode | undefined
  leaf?: Leaf
}

/** Finds nodes by key or element and creates them on first use. Returns `undefined` beyond a limit. */
export interface OutputNodes {
  root: OutputNode
  key(parent: OutputNode, key: string): OutputNode | undefined
  element(parent: OutputNode): OutputNode | undefined
}

export function createOutputNodes(ignoredPaths: readonly string[], omissions: OmissionCounter): OutputNodes {
  const ignored = new Set(ignoredPaths)
  let count = 0

  const node = (path: string): OutputNode => ({ path, ignored: ignored.has(path), keys: new Map() })

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
    return node(path)
  }

  return {
    root: node(ROOT),
    key(parent, key) {
      const known = parent.keys.get(key)
      if (known !== undefined) return known
      const created = create(keyPath(parent.path, key))
      if (created !== undefined) parent.keys.set(key, created)
      return created
    },
    element(parent) {
      parent.element ??= create(elementPath(parent.path))
      return parent.element
    },
  }
}
