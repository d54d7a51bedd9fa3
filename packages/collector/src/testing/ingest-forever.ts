import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { openEngine } from '../engine/open-engine.ts'
import { lockFolder } from '../folder/lock-folder.ts'
import { ingestRecord } from './ingest-record.ts'

// A test runs this program with a data folder and kills it. It prints one line for each batch that the engine stored,
// with the ids of the batch.

const dir = process.argv[2] ?? ''
const lock = await lockFolder(dir, { waitMs: 60_000, onProblem: () => undefined })
const engine = await openEngine({ dir, lock })
let seq = await engine.readLastSeq()
for (;;) {
  const records = Array.from({ length: 50 }, () => {
    seq += 1
    return ingestRecord(newPair(), seq)
  })
  await engine.ingest(records, [], { quarantine: true })
  process.stdout.write(`${records.map(record => record.id).join(' ')}\n`)
}
