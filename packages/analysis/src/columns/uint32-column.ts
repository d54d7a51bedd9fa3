/** A growing column of unsigned 32-bit integers. */
export interface Uint32Column {
  push(value: number): void
  /** Returns a view of the values so far. Later values are not in this view. Do not write to it. */
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
