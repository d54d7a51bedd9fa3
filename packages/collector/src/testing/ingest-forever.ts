import { openEngine } from '../engine/open-engine.ts'
import { ingestRecord } from './ingest-record.ts'
import { samplePair } from './sample-pair.ts'

// Run as a process of its own, with a data folder, and killed by a test: prints the ids of each batch that the engine
// acknowledged, one line a batch.

const engine = await openEngine({ dir: process.argv[2] ?? '' })
let seq = await engine.lastSeq()
for (;;) {
  const records = Array.from({ length: 50 }, () => {
    seq += 1
    return ingestRecord(samplePair(), seq)
  })
  await engine.ingest(records, [], { clip: true })
  process.stdout.write(`${records.map(record => record.id).join(' ')}\n`)
}
