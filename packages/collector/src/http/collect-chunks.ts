/** Chunks are merged when this many have arrived: an object for each byte would need a hundred times the memory. */
const MAX_LOOSE_CHUNKS = 256

/** From so many chunks on, they must hold so many bytes on average. */
const MANY_CHUNKS = 1_000
const MIN_AVERAGE_BYTES = 64

export interface ChunkCollector {
  add(chunk: Uint8Array): void
  /** Whether many chunks have arrived that hold next to nothing. Only an attacker sends them: each costs as much as a large one. */
  isFragmented(): boolean
  /** Returns all bytes. */
  join(): Uint8Array
}

/** Collects the chunks of a body, however small they are. */
export function collectChunks(): ChunkCollector {
  const merged: Uint8Array[] = []
  let loose: Uint8Array[] = []
  let chunks = 0
  let bytes = 0
  return {
    isFragmented: () => chunks > MANY_CHUNKS && bytes < chunks * MIN_AVERAGE_BYTES,
    add: chunk => {
      chunks += 1
      bytes += chunk.length
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
