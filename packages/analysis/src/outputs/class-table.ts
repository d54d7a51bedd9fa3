import { MAX_CLASSES, MAX_LABEL_LENGTH } from '../limits.ts'

type Label = string | boolean

export interface ClassCounts {
  /** The cells of the confusion table that are not 0. Labels are JSON texts. `null` if the table cannot hold all labels. */
  cells: { live: string; candidate: string; count: number }[] | null
  /** The number of values, on both sides, whose label does not fit in the table. */
  omittedValues: number
}

/** Counts how often each label of live met each label of the candidate. */
export interface ClassTable {
  add(live: Label, candidate: Label): void
  read(): ClassCounts
}

export function createClassTable(): ClassTable {
  const codes = new Map<Label, number>()
  const cells = new Map<number, number>()
  let omittedValues = 0

  const findCode = (label: Label): number | undefined => {
    if (typeof label === 'string' && label.length > MAX_LABEL_LENGTH) return undefined
    const known = codes.get(label)
    if (known !== undefined) return known
    if (codes.size === MAX_CLASSES) return undefined
    codes.set(label, codes.size)
    return codes.size - 1
  }

  return {
    add(live, candidate) {
      const row = findCode(live)
      const column = findCode(candidate)
      if (row === undefined || column === undefined) {
        omittedValues += (row === undefined ? 1 : 0) + (column === undefined ? 1 : 0)
        return
      }
      const cell = row * MAX_CLASSES + column
      cells.set(cell, (cells.get(cell) ?? 0) + 1)
    },
    read() {
      const texts = Array.from(codes.keys(), label => JSON.stringify(label))
      const toLabel = (code: number): string => texts[code] ?? ''
      return {
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
  }
}
