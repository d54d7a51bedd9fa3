/** For two positions of a vector, how often the candidate orders them as live does. */
export interface PositionOrder {
  positions: readonly [number, number]
  /** A tie of the candidate counts ½. */
  agreeing: number
  n: number
}

/** Collects, for each two positions, whether their difference changes in one direction from one pair to another. */
export interface PositionOrders {
  /** Adds the changes of both sides' vectors between two pairs. All vectors have one length. */
  add(live: readonly number[], candidate: readonly number[]): void
  /** Without those that live never tells apart. */
  list(): PositionOrder[]
}

/** Counts only what live tells apart. */
export function createPositionOrders(): PositionOrders {
  let length = 0
  let agreeing = new Float64Array()
  let counts = new Uint32Array()
  return {
    add(live, candidate) {
      if (length === 0) {
        length = live.length
        agreeing = new Float64Array(length ** 2)
        counts = new Uint32Array(length ** 2)
      }
      for (let i = 0; i < length; i++)
        for (let j = i + 1; j < length; j++) {
          const ofLive = Math.sign((live[i] ?? 0) - (live[j] ?? 0))
          if (ofLive === 0) continue
          const ofCandidate = Math.sign((candidate[i] ?? 0) - (candidate[j] ?? 0))
          const at = i * length + j
          agreeing[at] = (agreeing[at] ?? 0) + (1 + ofLive * ofCandidate) / 2
          counts[at] = (counts[at] ?? 0) + 1
        }
    },
    list: () =>
      Array.from(counts, (n, at) => ({
        positions: [Math.floor(at / length), at % length] as const,
        agreeing: agreeing[at] ?? 0,
        n,
      })).filter(({ n }) => n > 0),
  }
}
