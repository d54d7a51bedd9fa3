import { stat } from 'node:fs/promises'
import { describeIssues, ExperimentSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { UsageError } from '../../cli/usage-error.ts'
import { pairKind } from '../../intake/record-kind.ts'
import { collectColumns } from '../../mapping/collect-columns.ts'
import { openMapping } from '../../mapping/open-mapping.ts'
import { parseMap } from '../../mapping/parse-map.ts'
import { showColumns } from '../../mapping/show-columns.ts'
import { suggestMap } from '../../mapping/suggest-map.ts'
import { takeSample } from '../../mapping/take-sample.ts'
import { openTable } from '../../table/open-table.ts'
import { readOptionFile } from '../read-option-file.ts'
import type { ImportSource } from './import-sources.ts'

/** A field that every pair of the SDK has, and hardly any other log. */
const PAIR_FIELD = 'capturedAt'

/** Refuses a file that does not hold the SDK's pairs, and shows a map to start from. */
async function refuseForeignLog(path: string): Promise<void> {
  // A pipe can be read only once.
  if (!(await stat(path)).isFile()) return
  const table = await openTable(path)
  const { sample } = await takeSample(table)
  await table.rows.return(undefined)
  const columns = collectColumns(table, sample)
  const isForeign = sample.length > 0 && !columns.includes(PAIR_FIELD)
  if (table.format === 'jsonl' && !isForeign) return
  const map = JSON.stringify(suggestMap(columns), null, 2)
  throw new Error(
    `${path} does not hold pairs of the SDK. Name its columns in a file, and add --map FILE. It has the columns ` +
      `${showColumns(columns)}. A map to start from:\n\n${map}\n\nCheck it with --dry-run.`,
  )
}

/**
 * Opens the file of pairs: the SDK's JSON lines, or any log with `--map`.
 *
 * @throws The file or the map cannot be read, or they do not fit.
 */
export async function openPairsFile(
  path: string,
  { map, experiment }: { map: string | undefined; experiment: string },
): Promise<ImportSource> {
  const named = v.safeParse(ExperimentSchema, experiment)
  if (!named.success) throw new UsageError(`experiment: ${describeIssues(named.issues)}`)
  if (map === undefined) {
    await refuseForeignLog(path)
    return { path, kind: pairKind, experiment }
  }
  return {
    path,
    mapping: await openMapping(path, parseMap(await readOptionFile('--map', map, 'map')), experiment),
  }
}
