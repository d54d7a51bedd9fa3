import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../log/open-log.ts'
import { packRecords } from '../log/pack-records.ts'
import { memoryEngine } from '../testing/memory-engine.ts'
import { drainFolder } from './drain-folder.ts'

const unexpected = (message: string): never => {
  throw new Error(message)
}

test('what a killed collector left in its log is stored', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const log = await openLog({ folder: join(dir, 'log'), afterSeq: 0, onProblem: unexpected })
  await log.append({
    receivedAt: 0,
    batchId: 'b',
    client: 'c',
    sentAt: '2026-11-02T00:07:11.000Z',
    sdk: '1',
    losses: {},
    records: packRecords([{ id: 'id', experiment: 'e', raw: '{}' }]),
  })
  await log.close()
  const engine = memoryEngine()
  await drainFolder({ dir, engine, onProblem: unexpected })
  expect([...engine.records.keys()]).toEqual(['id'])
  await drainFolder({ dir, engine, onProblem: unexpected })
  expect(engine.groups).toEqual([1])
})

test('a folder that never had a collector is left as it is', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  await drainFolder({ dir, engine: memoryEngine(), onProblem: unexpected })
  expect(await readdir(dir)).toEqual([])
})
