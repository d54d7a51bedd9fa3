import { getFloat16, setFloat16 } from '@petamoriken/float16'

// Not every browser that runs models has Float16Array.

/** Returns the bits of the values, each rounded to the nearest half. */
export function toFloat16Bits(values: ArrayLike<number>): Uint16Array {
  const view = new DataView(new ArrayBuffer(values.length * 2))
  for (let index = 0; index < values.length; index++) setFloat16(view, index * 2, values[index] ?? 0, true)
  return new Uint16Array(view.buffer)
}

/** Returns the values of a Float16Array, or of the Uint16Array that stands for one. */
export function fromFloat16({ buffer, byteOffset, byteLength }: ArrayBufferView): Float32Array<ArrayBuffer> {
  const view = new DataView(buffer, byteOffset, byteLength)
  return Float32Array.from({ length: byteLength / 2 }, (_, index) => getFloat16(view, index * 2, true))
}
