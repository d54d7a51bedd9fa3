import { mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { BrokenPartError } from './broken-part-error.ts'
import type { Store } from './store.ts'
import { trackParts } from './track-parts.ts'

interface PartRow {
  table: string
  name: string
  path: string
  bytes: string
}

const unused = async () => Promise.reject(new Error('not used'))

/** Parts as ClickHouse writes them: `bytes` is the size of the data; the files about the data are not in it. */
async function partsOnDisk() {
  const folder = await temporaryFolder({ defer: onTestFinished })
  const rows: PartRow[] = []
  const query = async () => rows as never
  const store: Store = { query, insert: unused, run: unused, close: () => undefined }
  const add = async (name: string, data = 1_000): Promise<string> => {
    const path = join(folder, name)
    await mkdir(path)
    await writeFile(join(path, 'data.bin'), Buffer.alloc(data))
    // Columns without values have empty files.
    await writeFile(join(path, 'empty.bin'), '')
    await writeFile(join(path, 'columns.txt'), 'columns format version: 1')
    await writeFile(join(path, 'checksums.txt'), 'checksums format version: 4')
    rows.push({ table: 'pairs', name, path, bytes: String(data) })
    return path
  }
  return { store, rows, add }
}

test('whole parts pass, also after they were merged away', async () => {
  const { store, rows, add } = await partsOnDisk()
  await add('1_1_1_1')
  const parts = await trackParts(store)
  await parts.assertWhole()
  await add('1_2_2_1')
  await parts.assertWhole()
  rows.length = 0
  await add('1_1_2_2')
  await expect(parts.assertWhole()).resolves.toBeUndefined()
})

test.each([
  ['its data is cut off', (path: string) => truncate(join(path, 'data.bin'), 100)],
  ['its last file is empty', (path: string) => truncate(join(path, 'checksums.txt'), 0)],
  ['its last file is missing', (path: string) => rm(join(path, 'checksums.txt'))],
])('a new part is broken when %s, until the engine starts again', async (_, damage) => {
  const { store, add } = await partsOnDisk()
  const parts = await trackParts(store)
  await add('1_1_1_1')
  await damage(await add('1_2_2_1'))
  for (let time = 0; time < 2; time++) {
    await expect(parts.assertWhole()).rejects.toThrow(BrokenPartError)
    await expect(parts.assertWhole()).rejects.toThrow('pairs 1_2_2_1')
  }
})

test('a part that was dropped in the meantime is not broken', async () => {
  const { store, add } = await partsOnDisk()
  const parts = await trackParts(store)
  await rm(await add('1_1_1_1'), { recursive: true })
  await expect(parts.assertWhole()).resolves.toBeUndefined()
})
