import type { Engine } from '../../engine/engine.ts'
import { sumResults } from '../../engine/sum-results.ts'
import type { RecordKind } from '../../intake/record-kind.ts'
import type { RecordSink } from './record-sink.ts'

/**
 * Stores pairs or outcomes in an engine, without quarantine. The summary adds up the results of `Engine.ingest`. Dead
 * letters are called `setAside` there.
 */
export async function createFolderSink(
  engine: Engine,
  { list }: Pick<RecordKind, 'list'>,
): Promise<RecordSink> {
  let seq = await engine.readLastSeq()
  let total = sumResults([])
  return {
    maxRecords: 5_000,
    maxLength: 8 * 1024 * 1024,
    async send(lines) {
      const records = lines.map(({ id, experiment, raw }) => {
        seq += 1
        return { seq, id, experiment, raw }
      })
      total = sumResults([total, await engine.ingest(records, [], { kind: list, quarantine: false })])
      return []
    },
    summarise: () => {
      const { deadLetters, ...counts } = total
      return { ...counts, setAside: deadLetters }
    },
  }
}
