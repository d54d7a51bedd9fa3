import { outcomeKind, pairKind, type RecordKind } from '../../intake/record-kind.ts'
import { writeLines } from '../write-lines.ts'
import { type ImportSource, importSources } from './import-sources.ts'
import type { OpenSink } from './record-sink.ts'

/**
 * Reads everything and stores nothing. Prints the counts, the first pair and the first outcome as JSON.
 *
 * @returns How many lines or rows are bad.
 */
export async function printDryRun(sources: readonly ImportSource[]): Promise<number> {
  const first = new Map<RecordKind['list'], unknown>()
  const openSink: OpenSink = ({ list }) => {
    let valid = 0
    return {
      maxRecords: 1_000,
      maxLength: 1024 * 1024,
      async send(records) {
        valid += records.length
        const [record] = records
        if (record !== undefined && !first.has(list)) first.set(list, JSON.parse(record.raw))
        return []
      },
      summarise: () => ({ valid }),
    }
  }
  const { summary, bad } = await importSources(sources, openSink)
  const shown = { ...summary, pair: first.get(pairKind.list), outcome: first.get(outcomeKind.list) }
  await writeLines([`${JSON.stringify(shown, null, 2)}\n`], process.stdout)
  return bad
}
