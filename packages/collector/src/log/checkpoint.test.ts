import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { type Log, openLog } from './open-log.ts'
import { packRecords } from './pack-records.ts'

const entry = (name: string) => ({
  receivedAt: 1_700_000_000_000,
  batchId: name,
  client: 'client',
  sentAt: '2026-11-02T00:07:11.000Z',
  sdk: '1.0.0',
  losses: {},
  records: packRecords([{ id: name, experiment: 'e', raw: '{}' }]),
})
const one = { maxRecords: 1, maxBytes: 1_000_000 }

async function opened(folder: string): Promise<{ log: Log; problems: string[] }> {
  const problems: string[] = []
  const log = await openLog({ folder, afterSeq: 0, onProblem: message => problems.push(message) })
  onTestFinished(() => log.close())
  return { log, problems }
}

/** A log of three entries, the first of which is in the engine. */
async function partlyStored(): Promise<{ folder: string; path: string; text: string; files: string[] }> {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const { log } = await opened(folder)
  for (const name of ['a', 'b', 'c']) await log.append(entry(name))
  const group = await log.next(one)
  if (group) await log.release(group)
  await log.close()
  const path = join(folder, 'checkpoint.json')
  return { folder, path, text: await readFile(path, 'utf8'), files: await readdir(folder) }
}

async function restOf(log: Log): Promise<string[]> {
  const names: string[] = []
  for (let group = await log.next(one); group; group = await log.next(one)) {
    names.push(...group.entries.map(({ batchId }) => batchId))
    await log.release(group)
  }
  return names
}

test('a checkpoint is read as it was written', async () => {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const problems: string[] = []
  const read = () => readCheckpoint(folder, message => problems.push(message))
  expect(await read()).toEqual({ segment: 0, offset: 0, lastSeq: 0 })
  for (const checkpoint of [
    { segment: 0, offset: 0, lastSeq: 0 },
    { segment: 7, offset: 123_456, lastSeq: Number.MAX_SAFE_INTEGER },
  ]) {
    await writeCheckpoint(folder, checkpoint)
    expect(await read()).toEqual(checkpoint)
  }
  expect(problems).toEqual([])
})

test('every changed digit or letter of a checkpoint is noticed, said, and costs no entry', async () => {
  const { folder, path, text } = await partlyStored()
  const changes = Array.from(text).flatMap((letter, at) => {
    const other = /\d/.test(letter) ? String((Number(letter) + 1) % 10) : letter === 'x' ? 'y' : 'x'
    return [text.slice(0, at) + other + text.slice(at + 1), text.slice(0, at)]
  })
  for (const changed of changes) {
    await writeFile(path, changed)
    const problems: string[] = []
    const checkpoint = await readCheckpoint(folder, message => problems.push(message))
    expect({ changed, checkpoint }).toEqual({ changed, checkpoint: { segment: 0, offset: 0, lastSeq: 0 } })
    expect(problems).toEqual([expect.stringContaining(`${path} is damaged`)])
  }
  const { log, problems } = await opened(folder)
  expect(problems).toEqual([expect.stringContaining('checkpoint.json is damaged')])
  expect(await restOf(log)).toEqual(['a', 'b', 'c'])
})

test.each([
  ['an offset further on', { offset: 1 }],
  ['a later segment', { segment: 1 }],
])('a plausible wrong position does not lose an entry: %s', async (_, added) => {
  const { folder, path, text, files } = await partlyStored()
  const { log: whole } = await opened(folder)
  const end = (await whole.next(one))?.end.offset ?? 0
  await whole.close()
  const checkpoint = JSON.parse(text)
  const wrong =
    'offset' in added ? { ...checkpoint, offset: end } : { ...checkpoint, segment: checkpoint.segment + 1 }
  await writeFile(path, JSON.stringify(wrong))
  const { log, problems } = await opened(folder)
  expect(problems).toHaveLength(1)
  expect(await readdir(folder)).toEqual(files)
  expect(await restOf(log)).toEqual(['a', 'b', 'c'])
  // The next checkpoint is whole again.
  await log.close()
  expect((await opened(folder)).problems).toEqual([])
})

test('a checkpoint of the format without a checksum is read', async () => {
  const { folder, path, text } = await partlyStored()
  const { checksum: _, ...old } = JSON.parse(text)
  await writeFile(path, JSON.stringify(old))
  const { log, problems } = await opened(folder)
  expect(problems).toEqual([])
  expect(await restOf(log)).toEqual(['b', 'c'])
})
