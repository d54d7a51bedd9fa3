import type { Unmatched } from '@shadow-mode/protocol'
import { createFloat64Column, type Float64Column } from '../columns/float64-column.ts'
import { createUint32Column, type Uint32Column } from '../columns/uint32-column.ts'
import { type ClassCounts, createClassTable } from './class-table.ts'

/**
 * The value of a leaf. `undefined` stands for `null`, a missing value, an object, an array or a number that is not
 * finite.
 */
export type LeafValue = number | string | boolean | undefined

/** Collects the values of all pairs at one output path. */
export interface Leaf {
  add(live: LeafValue, candidate: LeafValue, cluster: number): void
  /** Adds what another leaf has collected, if it has no classes. */
  absorb(other: Leaf): void
  numbers(): { live: Float64Array; candidate: Float64Array; clusters: Uint32Array }
  classes(): {
    /** 1 if both classes are equal, otherwise 0. */
    agreed: Float64Array
    clusters: Uint32Array
  } & ClassCounts
  /**
   * Counts the pairs that cannot be compared here: a value on one side or on none, or a number on one side and a class (a
   * string or boolean) on the other.
   */
  unmatched: Readonly<Unmatched>
}

interface Numbers {
  live: Float64Column
  candidate: Float64Column
  clusters: Uint32Column
}

export function createLeaf(): Leaf {
  const unmatched: Unmatched = { liveOnly: 0, candidateOnly: 0, neither: 0, otherKind: 0 }
  let numbers: Numbers | undefined
  let agreed: { values: Uint32Column; clusters: Uint32Column } | undefined
  const table = createClassTable()

  const addNumbers = (live: number, candidate: number, cluster: number): void => {
    numbers ??= {
      live: createFloat64Column(),
      candidate: createFloat64Column(),
      clusters: createUint32Column(),
    }
    numbers.live.push(live)
    numbers.candidate.push(candidate)
    numbers.clusters.push(cluster)
  }

  return {
    add(live, candidate, cluster) {
      if (live === undefined || candidate === undefined) {
        if (live !== undefined) unmatched.liveOnly++
        else if (candidate !== undefined) unmatched.candidateOnly++
        else unmatched.neither++
      } else if (typeof live === 'number' && typeof candidate === 'number') {
        addNumbers(live, candidate, cluster)
      } else if (typeof live !== 'number' && typeof candidate !== 'number') {
        agreed ??= { values: createUint32Column(), clusters: createUint32Column() }
        agreed.values.push(live === candidate ? 1 : 0)
        agreed.clusters.push(cluster)
        table.add(live, candidate)
      } else {
        unmatched.otherKind++
      }
    },
    absorb(other) {
      const { live, candidate, clusters } = other.numbers()
      for (const [i, value] of live.entries()) addNumbers(value, candidate[i] ?? 0, clusters[i] ?? 0)
      unmatched.liveOnly += other.unmatched.liveOnly
      unmatched.candidateOnly += other.unmatched.candidateOnly
      unmatched.neither += other.unmatched.neither
      unmatched.otherKind += other.unmatched.otherKind
    },
    numbers: () => ({
      live: numbers?.live.values() ?? new Float64Array(),
      candidate: numbers?.candidate.values() ?? new Float64Array(),
      clusters: numbers?.clusters.values() ?? new Uint32Array(),
    }),
    classes: () => ({
      agreed: Float64Array.from(agreed?.values.values() ?? []),
      clusters: agreed?.clusters.values() ?? new Uint32Array(),
      ...table.read(),
    }),
    unmatched,
  }
}
