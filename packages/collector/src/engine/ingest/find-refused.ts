import { describeError } from '../../errors/describe-error.ts'

/** A refused row and the reason. */
export interface RefusedRow {
  index: number
  reason: string
}

/**
 * Finds the rows that `tryRows` refuses by bisection, in about r · log2(n) tries for r bad rows of n. Rethrows the
 * errors of `isEngineFailure`, because rows do not cause them.
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
