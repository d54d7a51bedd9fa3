import type { Tensors } from './tensors.ts'

/**
 * Returns the buffers that can move to the other thread. It leaves out a view of part of a buffer, because moving the
 * buffer would empty its other views. Such a view is copied instead.
 */
export function transferables(tensors: Tensors): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const { data } of Object.values(tensors)) {
    if (!ArrayBuffer.isView(data)) continue
    const { buffer, byteLength } = data
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffers.add(buffer)
  }
  return [...buffers]
}
