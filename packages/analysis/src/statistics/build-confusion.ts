/** A square table of counts, `counts[live][candidate]`, by index in `labels`. */
export interface Confusion {
  labels: string[]
  counts: number[][]
}

const toRank = (label: string): number => (label === 'true' ? 0 : label === 'false' ? 1 : 2)

/** Puts `true` first, then `false`, then strings by code unit, so that the order of pairs does not matter. */
function compareLabels(a: string, b: string): number {
  return toRank(a) - toRank(b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** Arranges the counted cells in a table. Labels are JSON text. */
export function buildConfusion(
  cells: Iterable<{ live: string; candidate: string; count: number }>,
): Confusion {
  const all = [...cells]
  const labels = [...new Set(all.flatMap(cell => [cell.live, cell.candidate]))].sort(compareLabels)
  const index = new Map(labels.map((label, i) => [label, i]))
  const counts = labels.map(() => labels.map(() => 0))
  for (const cell of all) {
    const row = counts[index.get(cell.live) ?? -1]
    const column = index.get(cell.candidate) ?? -1
    if (row) row[column] = (row[column] ?? 0) + cell.count
  }
  return { labels, counts }
}
