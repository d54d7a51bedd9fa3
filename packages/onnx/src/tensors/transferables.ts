import type { Tensors } from './tensors.ts'

/**
 * The buffers that can move to the other thread instead of being copied. A view on a part of a larger buffer is
 * left out, and so copied: moving it would empty the owner's other views.
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
