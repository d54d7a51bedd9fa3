import { describeError } from '../../errors/describe-error.ts'

/** A row that was refused, and the reason. */
export interface RefusedRow {
  /** The row's index in `rows`. */
  index: number
  reason: string
}

/**
 * Finds by bisection the rows for which `tryRows` rejects. Rethrows an error for which `isEngineFailure` is true,
 * because rows do not cause it.
 */
export async function findRefused(
  rows: readonly string[],
  tryRows: (rows: readonly string[]) => Promise<void>,
  isEngineFailure: (error: unknown) => boolean,
): Promise<RefusedRow[]> {
  const search = async (from: number, to: number): Promise<RefusedRow[]> => {
    try {
      await tryRows(rows.slice(from, to))
      return []
    } catch (error) {
      if (isEngineFailure(error)) throw error
      if (to - from === 1) return [{ index: from, reason: describeError(error) }]
    }
    const middle = Math.floor((from + to) / 2)
    return [...(await search(from, middle)), ...(await search(middle, to))]
  }
  return rows.length === 0 ? [] : search(0, rows.length)
}
