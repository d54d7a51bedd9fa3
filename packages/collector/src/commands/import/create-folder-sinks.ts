import type { Engine } from '../../engine/engine.ts'
import { sumResults } from '../../engine/sum-results.ts'
import type { OpenSink } from './record-sink.ts'

/**
 * Returns a function that creates sinks for an engine, without quarantine. Their summaries add up the results of
 * `Engine.ingest`. Dead letters are called `setAside` there.
 */
export async function createFolderSinks(engine: Engine): Promise<OpenSink> {
  let seq = await engine.readLastSeq()
  return ({ list }) => {
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
}
