import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { openEngine } from '../engine/open-engine.ts'
import { ingestRecord } from './ingest-record.ts'

// A test runs this program with a data folder and kills it. It prints one line for each batch that the engine stored,
// with the ids of the batch.

const engine = await openEngine({ dir: process.argv[2] ?? '' })
let seq = await engine.readLastSeq()
for (;;) {
  const records = Array.from({ length: 50 }, () => {
    seq += 1
    return ingestRecord(newPair(), seq)
  })
  await engine.ingest(records, [], { quarantine: true })
  process.stdout.write(`${records.map(record => record.id).join(' ')}\n`)
}
