import type { JsonValue } from '@shadow-mode/protocol'
import { MAX_DEPTH, MAX_ELEMENTS, MAX_NODES, MAX_PATH_LENGTH, MAX_PATHS, MAX_VALUES } from '../limits.ts'
import type { CutCounter } from './cut-counter.ts'
import { createLeaf, type Leaf, type LeafValue } from './leaf.ts'
import { elementPath, keyPath, ROOT } from './path-name.ts'

/** Compares outputs leaf by leaf and keeps what it found by path. */
export interface OutputTree {
  /** `undefined`: nothing was kept of that output. `cluster`: the code of the pair's subject. */
  add(live: JsonValue | undefined, candidate: JsonValue | undefined, cluster: number): void
  /** In order of first appearance. */
  leaves(): ReadonlyMap<string, Leaf>
}

interface Node {
  path: string
  ignored: boolean
  keys: Map<string, Node>
  element?: Node | undefined
  leaf?: Leaf
}

type Value = JsonValue | undefined
type Container = Exclude<JsonValue, string | number | boolean | null>

const isContainer = (value: Value): value is Container => typeof value === 'object' && value !== null

const leafValue = (value: Value): LeafValue => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}

const ownValue = (container: Container | undefined, key: string): Value =>
  container !== undefined && !Array.isArray(container) && Object.hasOwn(container, key)
    ? container[key]
    : undefined

/**
 * Walks both outputs together. Objects match by key and arrays by position; a key or element that only one side has is
 * a leaf with one value, or, if it is itself an object or array, all leaves under it are. An object or array against
 * anything else counts as one-sided in the same way.
 */
export function createOutputTree(ignoredPaths: readonly string[], cuts: CutCounter): OutputTree {
  const ignored = new Set(ignoredPaths)
  const leaves = new Map<string, Leaf>()
  let nodes = 0
  let values = 0

  const createNode = (path: string): Node | undefined => {
    // A report repeats each path many times over: a few keys of megabytes would make it longer than a text can be.
    if (path.length > MAX_PATH_LENGTH) {
      cuts.add('paths', null, MAX_PATH_LENGTH)
      return undefined
    }
    if (nodes === MAX_NODES) {
      cuts.add('paths', null, MAX_NODES)
      return undefined
    }
    nodes++
    return { path, ignored: ignored.has(path), keys: new Map() }
  }
  const root: Node = { path: ROOT, ignored: ignored.has(ROOT), keys: new Map() }

  const addLeaf = (node: Node, live: LeafValue, candidate: LeafValue, cluster: number): void => {
    if (node.leaf === undefined) {
      if (leaves.size === MAX_PATHS) return cuts.add('paths', null, MAX_PATHS)
      node.leaf = createLeaf()
      leaves.set(node.path, node.leaf)
    }
    if (live !== undefined && candidate !== undefined && values++ >= MAX_VALUES)
      return cuts.add('values', node.path, MAX_VALUES)
    node.leaf.add(live, candidate, cluster)
  }

  const walk = (node: Node, live: Value, candidate: Value, cluster: number, depth: number): void => {
    if (node.ignored) return
    const containers = [live, candidate].filter(isContainer)
    if (containers.length < 2) {
      const one = leafValue(live)
      const other = leafValue(candidate)
      // An empty object or array against nothing has no leaf that could tell of it.
      const empty = containers.every(container => Object.keys(container).length === 0)
      if (empty || one !== undefined || other !== undefined) addLeaf(node, one, other, cluster)
      if (containers.length === 0) return
    }
    if (depth === MAX_DEPTH) return cuts.add('depth', node.path, MAX_DEPTH)
    walkKeys(node, live, candidate, cluster, depth)
    walkElements(node, live, candidate, cluster, depth)
  }

  const walkKeys = (node: Node, live: Value, candidate: Value, cluster: number, depth: number): void => {
    const left = isContainer(live) && !Array.isArray(live) ? live : undefined
    const right = isContainer(candidate) && !Array.isArray(candidate) ? candidate : undefined
    const visit = (key: string): void => {
      let child = node.keys.get(key)
      if (child === undefined) {
        child = createNode(keyPath(node.path, key))
        if (child === undefined) return
        node.keys.set(key, child)
      }
      walk(child, ownValue(left, key), ownValue(right, key), cluster, depth + 1)
    }
    if (left) for (const key of Object.keys(left)) visit(key)
    if (right) for (const key of Object.keys(right)) if (!left || !Object.hasOwn(left, key)) visit(key)
  }

  const walkElements = (node: Node, live: Value, candidate: Value, cluster: number, depth: number): void => {
    const left = Array.isArray(live) ? live : []
    const right = Array.isArray(candidate) ? candidate : []
    const length = Math.max(left.length, right.length)
    if (length === 0) return
    node.element ??= createNode(elementPath(node.path))
    if (node.element === undefined) return
    for (let i = 0; i < Math.min(length, MAX_ELEMENTS); i++)
      walk(node.element, left[i], right[i], cluster, depth + 1)
    for (let i = MAX_ELEMENTS; i < length; i++) cuts.add('elements', node.element.path, MAX_ELEMENTS)
  }

  return {
    add(live, candidate, cluster) {
      if (live !== undefined || candidate !== undefined) walk(root, live, candidate, cluster, 0)
    },
    leaves: () => leaves,
  }
}
