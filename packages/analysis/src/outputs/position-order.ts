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
        const size = (length * (length - 1)) / 2
        agreeing = new Float64Array(size)
        counts = new Uint32Array(size)
      }
      for (let i = 0, at = 0; i < length; i++) {
        const [ofLive = 0, ofCandidate = 0] = [live[i], candidate[i]]
        for (let j = i + 1; j < length; j++, at++) {
          const change = ofLive - (live[j] ?? 0)
          if (change === 0) continue
          const other = ofCandidate - (candidate[j] ?? 0)
          counts[at] = (counts[at] ?? 0) + 1
          agreeing[at] = (agreeing[at] ?? 0) + (other === 0 ? 0.5 : change > 0 === other > 0 ? 1 : 0)
        }
      }
    },
    list: () =>
      Array.from({ length }, (_, i) => i)
        .flatMap(i => Array.from({ length: length - i - 1 }, (_, k) => [i, i + k + 1] as const))
        .map((positions, at) => ({ positions, agreeing: agreeing[at] ?? 0, n: counts[at] ?? 0 }))
        .filter(({ n }) => n > 0),
  }
}
