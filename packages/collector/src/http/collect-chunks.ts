/** Chunks are merged when this many have arrived: an object for each byte would need a hundred times the memory. */
const MAX_LOOSE_CHUNKS = 256

export interface ChunkCollector {
  add(chunk: Uint8Array): void
  /** Returns all bytes. */
  join(): Uint8Array
}

/** Collects the chunks of a body, however small they are. */
export function collectChunks(): ChunkCollector {
  const merged: Uint8Array[] = []
  let loose: Uint8Array[] = []
  return {
    add: chunk => {
      loose.push(chunk)
      if (loose.length < MAX_LOOSE_CHUNKS) return
      merged.push(Buffer.concat(loose))
      loose = []
    },
    join: () => {
      const [first, ...others] = [...merged, ...loose]
      return first && others.length === 0 ? first : Buffer.concat([...merged, ...loose])
    },
  }
}
