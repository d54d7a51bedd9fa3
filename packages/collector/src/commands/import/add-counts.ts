/** Counts by name. Those of outcomes are inside those of pairs. */
export interface Counts {
  [name: string]: number | Counts
}

/** Adds the counts of another file. */
export function addCounts(total: Counts, more: Counts): Counts {
  const sum: Counts = { ...total }
  for (const [name, count] of Object.entries(more)) {
    const known = sum[name]
    if (typeof count === 'number') sum[name] = count + (typeof known === 'number' ? known : 0)
    else sum[name] = addCounts(typeof known === 'object' ? known : {}, count)
  }
  return sum
}
