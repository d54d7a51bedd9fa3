import { describeError } from '../../errors/describe-error.ts'

/** Why a row was refused. */
export interface RefusedRow {
  index: number
  reason: string
}

/**
 * Finds the rows that `tryRows` rejects by bisection, in about r · log2(n) tries for r bad rows of n. Engine failures
 * (`isEngineFailure`) are not a row's fault and are rethrown.
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
