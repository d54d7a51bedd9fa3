import type { Cut } from '@shadow-mode/protocol'

/** Counts what the limits leave out, for `report.cuts`. Each combination of `what`, path and limit has one entry. */
export interface OmissionCounter {
  /** Counts one omission. */
  add(what: Cut['what'], path: string | null, limit: number): void
  list(): Cut[]
}

export function createOmissionCounter(): OmissionCounter {
  const cuts = new Map<string, Cut>()
  return {
    add(what, path, limit) {
      const key = `${what} ${limit} ${path ?? ''}`
      const cut = cuts.get(key)
      if (cut) cut.omitted++
      else cuts.set(key, { what, path, limit, omitted: 1 })
    },
    list: () => [...cuts.values()].map(cut => Object.assign({}, cut)),
  }
}
