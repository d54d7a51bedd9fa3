/** A column of numbers that grows by doubling: 8 bytes a value and no boxes. */
export interface Float64Column {
  push(value: number): void
  /** The values so far. A view: valid until the next `push`, and not to be written to. */
  values(): Float64Array
}

export function createFloat64Column(): Float64Column {
  let buffer = new Float64Array(256)
  let length = 0
  return {
    push(value) {
      if (length === buffer.length) {
        const larger = new Float64Array(buffer.length * 2)
        larger.set(buffer)
        buffer = larger
      }
      buffer[length++] = value
    },
    values: () => buffer.subarray(0, length),
  }
}
