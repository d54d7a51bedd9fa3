/** A growing column of 64-bit floating-point numbers. */
export interface Float64Column {
  push(value: number): void
  /** Returns a view of the values so far. Later values are not in this view. Do not write to it. */
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
