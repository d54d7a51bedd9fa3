import type { Unmatched } from '@shadow-mode/protocol'
import { createFloat64Column, type Float64Column } from '../columns/float64-column.ts'
import { createUint32Column, type Uint32Column } from '../columns/uint32-column.ts'
import { MAX_CLASSES, MAX_LABEL_LENGTH } from '../limits.ts'

/**
 * The value of a leaf. `undefined` stands for `null`, a missing value, an object, an array or a number that is not
 * finite.
 */
export type LeafValue = number | string | boolean | undefined

/** Collects the values of all pairs at one output path. */
export interface Leaf {
  add(live: LeafValue, candidate: LeafValue, cluster: number): void
  numbers(): { live: Float64Array; candidate: Float64Array; clusters: Uint32Array }
  classes(): {
    /** 1 if both classes are equal, otherwise 0. */
    agreed: Float64Array
    clusters: Uint32Array
    /** The cells of the confusion table that are not 0. `null` if the table cannot hold all labels. */
    cells: { live: string; candidate: string; count: number }[] | null
    /** The number of values, on both sides, whose label does not fit in the table. */
    omittedValues: number
  }
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
  const codes = new Map<string | boolean, number>()
  const cells = new Map<number, number>()
  let omittedValues = 0

  const findCode = (value: string | boolean): number | undefined => {
    if (typeof value === 'string' && value.length > MAX_LABEL_LENGTH) return undefined
    const known = codes.get(value)
    if (known !== undefined) return known
    if (codes.size === MAX_CLASSES) return undefined
    codes.set(value, codes.size)
    return codes.size - 1
  }

  const addClasses = (live: string | boolean, candidate: string | boolean, cluster: number): void => {
    agreed ??= { values: createUint32Column(), clusters: createUint32Column() }
    agreed.values.push(live === candidate ? 1 : 0)
    agreed.clusters.push(cluster)
    const row = findCode(live)
    const column = findCode(candidate)
    if (row === undefined || column === undefined) {
      omittedValues += (row === undefined ? 1 : 0) + (column === undefined ? 1 : 0)
      return
    }
    const cell = row * MAX_CLASSES + column
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  }

  return {
    add(live, candidate, cluster) {
      if (live === undefined || candidate === undefined) {
        if (live !== undefined) unmatched.liveOnly++
        else if (candidate !== undefined) unmatched.candidateOnly++
        else unmatched.neither++
      } else if (typeof live === 'number' && typeof candidate === 'number') {
        numbers ??= {
          live: createFloat64Column(),
          candidate: createFloat64Column(),
          clusters: createUint32Column(),
        }
        numbers.live.push(live)
        numbers.candidate.push(candidate)
        numbers.clusters.push(cluster)
      } else if (typeof live !== 'number' && typeof candidate !== 'number') {
        addClasses(live, candidate, cluster)
      } else {
        unmatched.otherKind++
      }
    },
    numbers: () => ({
      live: numbers?.live.values() ?? new Float64Array(),
      candidate: numbers?.candidate.values() ?? new Float64Array(),
      clusters: numbers?.clusters.values() ?? new Uint32Array(),
    }),
    classes() {
      const texts = Array.from(codes.keys(), value => JSON.stringify(value))
      const toLabel = (code: number): string => texts[code] ?? ''
      return {
        agreed: Float64Array.from(agreed?.values.values() ?? []),
        clusters: agreed?.clusters.values() ?? new Uint32Array(),
        cells:
          omittedValues > 0
            ? null
            : Array.from(cells, ([cell, count]) => ({
                live: toLabel(Math.floor(cell / MAX_CLASSES)),
                candidate: toLabel(cell % MAX_CLASSES),
                count,
              })),
        omittedValues,
      }
    },
    unmatched,
  }
}
