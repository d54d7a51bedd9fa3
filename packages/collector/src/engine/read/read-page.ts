import * as v from 'valibot'
import { getFirstIdOfWeek, getIdWeek } from '../id-week.ts'
import { pairsSql } from '../sql/pairs-sql.ts'
import type { Store } from '../store/store.ts'

/** A page ends at the first of these limits. A pair larger than the limit of bytes has a page of its own. */
const MAX_PAGE_PAIRS = 5_000
const MAX_PAGE_BYTES = 4 * 1024 * 1024

/** Maximum of `PageStart.weeks`, which grows while weeks are sparse, so that pages are not tiny. */
const MAX_WEEKS = 1_024

/** Where a page starts. */
export interface PageStart {
  from: bigint
  /** How many weeks the page can span. It is 1 for the first page; each page returns it for the next one. */
  weeks: number
}

/** The ids of one experiment from `from` to `last`, both inclusive. */
export interface IdRange extends PageStart {
  experiment: string
  last: bigint
}

export interface Page {
  /** Empty only if the range has no pairs. */
  raws: string[]
  /** Where the next page starts, or `null` after the last page. */
  next: PageStart | null
}

const BoundSchema = v.object({
  id: v.pipe(
    v.string(),
    v.transform(text => BigInt(text)),
  ),
  bytes: v.number(),
})
const WeekSchema = v.object({ next: v.nullable(v.number()) })
const RawSchema = v.object({ raw: v.string() })

/** Returns the last id that still fits on the page. `undefined` without `bounds`. */
function findLastFittingId(bounds: readonly v.InferOutput<typeof BoundSchema>[]): bigint | undefined {
  let bytes = 0
  const over = bounds.findIndex(row => {
    bytes += row.bytes
    return bytes > MAX_PAGE_BYTES
  })
  return bounds.at(over === -1 ? -1 : Math.max(over - 1, 0))?.id
}

/** Reads the first page of a range, ordered by id. */
export async function readPage(store: Store, { experiment, from, last, weeks }: IdRange): Promise<Page> {
  const week = getIdWeek(from)
  const lastWeek = week + weeks - 1
  const range = { experiment, week, lastWeek, from, last }
  const bounds = await store.query(pairsSql.bounds, { ...range, limit: MAX_PAGE_PAIRS }, BoundSchema)
  const lastOnPage = findLastFittingId(bounds)
  if (lastOnPage !== undefined) {
    const rows = await store.query(pairsSql.page, { ...range, last: lastOnPage }, RawSchema)
    const isFull = lastOnPage !== bounds.at(-1)?.id || bounds.length === MAX_PAGE_PAIRS
    const next = isFull
      ? { from: lastOnPage + 1n, weeks: Math.ceil(weeks / 2) }
      : { from: getFirstIdOfWeek(lastWeek + 1), weeks: Math.min(weeks * 2, MAX_WEEKS) }
    return { raws: rows.map(row => row.raw), next: next.from > last ? null : next }
  }
  const found = await store.query(pairsSql.nextWeek, { experiment, week: lastWeek, last }, WeekSchema)
  const nextWeek = found[0]?.next ?? null
  if (nextWeek === null) return { raws: [], next: null }
  return readPage(store, { experiment, from: getFirstIdOfWeek(nextWeek), last, weeks })
}
