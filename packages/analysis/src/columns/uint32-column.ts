/** A column of codes that grows by doubling: 4 bytes a value. */
export interface Uint32Column {
  push(value: number): void
  /** The values so far. A view: valid until the next `push`, and not to be written to. */
  values(): Uint32Array
}

export function createUint32Column(): Uint32Column {
  let buffer = new Uint32Array(256)
  let length = 0
  return {
    push(value) {
      if (length === buffer.length) {
        const larger = new Uint32Array(buffer.length * 2)
        larger.set(buffer)
        buffer = larger
      }
      buffer[length++] = value
    },
    values: () => buffer.subarray(0, length),
  }
}
