interface KeyNode {
  children: Map<string, KeyNode> | undefined
}

/**
 * Counts the distinct keys of JSON values as their texts are scanned. The same name in two objects counts twice, and in
 * the elements of one array once, as a column of a table would. It keeps at most `limit` keys.
 */
export class KeyTree {
  readonly #limit: number
  #root: KeyNode = { children: undefined }
  #size = 0
  #isOver = false
  /** The objects and arrays around the current value, the outermost first. */
  #path: KeyNode[] = []
  #value: KeyNode = this.#root

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Whether there were more keys than the limit. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Enters the object or array that is the current value. */
  enter(): void {
    if (!this.#isOver) this.#path.push(this.#value)
  }

  /** The next value belongs to `key` of the current object. */
  key(key: string): void {
    const object = this.#path.at(-1)
    if (this.#isOver || !object) return
    object.children ??= new Map()
    let node = object.children.get(key)
    if (!node) {
      this.#isOver = this.#size === this.#limit
      if (this.#isOver) return
      node = { children: undefined }
      object.children.set(key, node)
      this.#size += 1
    }
    this.#value = node
  }

  /** Leaves the current object or array. */
  leave(): void {
    if (this.#isOver) return
    this.#path.pop()
    this.#value = this.#path.at(-1) ?? this.#root
  }

  /** Takes over the keys of another tree if all of them fit. Returns whether they did. */
  merge(other: KeyTree): boolean {
    const missing = countMissing(this.#root, other.#root)
    if (other.#isOver || this.#size + missing > this.#limit) return false
    this.#size += missing
    addMissing(this.#root, other.#root)
    return true
  }
}

function countKeys({ children }: KeyNode): number {
  let count = 0
  for (const child of children?.values() ?? []) count += 1 + countKeys(child)
  return count
}

function countMissing(target: KeyNode, source: KeyNode): number {
  let count = 0
  for (const [key, child] of source.children ?? []) {
    const known = target.children?.get(key)
    count += known ? countMissing(known, child) : 1 + countKeys(child)
  }
  return count
}

function addMissing(target: KeyNode, source: KeyNode): void {
  for (const [key, child] of source.children ?? []) {
    target.children ??= new Map()
    const known = target.children.get(key)
    if (known) addMissing(known, child)
    else target.children.set(key, child)
  }
}
