import type { ClusteredValues } from '../columns/clustered-values.ts'
import { createFloat64Column } from '../columns/float64-column.ts'
import { createUint32Column } from '../columns/uint32-column.ts'
import { MAX_POSITIONS } from '../limits.ts'
import { createPositionOrders, type PositionOrder } from './position-order.ts'

/**
 * Two vectors of live that differ by less than this share of their size count as equal: rounding and noise of the candidate would
 * decide between them.
 */
const MIN_CHANGE = 0.01

/** Collects how often the candidate's vectors lie nearer to live's vectors of the same pair than to those of another pair. */
export interface Association {
  /** Adds the vectors of one pair, which have the same length. */
  add(live: readonly number[], candidate: readonly number[], cluster: number): void
  /** 1, 0 or, for a tie, ½ for each two pairs, without those where live's vectors are nearly equal. */
  values(): ClusteredValues
  /** Of all two pairs, one value for each cluster. Empty beyond `MAX_POSITIONS`. */
  orders(): PositionOrder[]
}

interface Vectors {
  live: readonly number[]
  candidate: readonly number[]
  cluster: number
}

/** Half of it is the total variation distance, if both vectors sum to 1. */
const distance = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((total, value, i) => total + Math.abs(value - (other[i] ?? 0)), 0)

const size = (vector: readonly number[]): number =>
  vector.reduce((total, value) => total + Math.abs(value), 0)

const subtract = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((value, i) => value - (other[i] ?? 0))

/**
 * Two consecutive pairs are matched both ways: own, and with the candidate's vectors exchanged. No pair is used twice, so that
 * the values are independent if the pairs are. A candidate with constant or random vectors has a rate of ½. If it permutes a few
 * positions, the others may still decide, so `orders` compares each two positions alone.
 */
export function createAssociation(): Association {
  const values = createFloat64Column()
  const clusters = createUint32Column()
  const orders = createPositionOrders()
  let newest = -1
  let first: Vectors | undefined
  return {
    add(live, candidate, cluster) {
      if (first === undefined) {
        first = { live, candidate, cluster }
        return
      }
      // Clusters count up. One value of each is independent.
      if (first.cluster > newest && live.length <= MAX_POSITIONS) {
        newest = first.cluster
        orders.add(subtract(first.live, live), subtract(first.candidate, candidate))
      }
      if (distance(first.live, live) > (MIN_CHANGE * (size(first.live) + size(live))) / 2) {
        const own = distance(first.live, first.candidate) + distance(live, candidate)
        const exchanged = distance(first.live, candidate) + distance(live, first.candidate)
        values.push(own < exchanged ? 1 : own > exchanged ? 0 : 0.5)
        clusters.push(first.cluster)
      }
      first = undefined
    },
    orders: () => orders.list(),
    values: () => ({ values: values.values(), clusters: clusters.values() }),
  }
}
