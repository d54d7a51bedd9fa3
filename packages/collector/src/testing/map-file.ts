import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportMap } from '@shadow-mode/protocol'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { onTestFinished } from 'vitest'
import type { MappedRow } from '../mapping/create-row-mapper.ts'
import { type MappingResult, openMapping } from '../mapping/open-mapping.ts'

/** Writes a file for a test. Returns its path. */
export async function writeTestFile(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder({ defer: onTestFinished }), name)
  await writeFile(path, content)
  return path
}

export interface MappedFile {
  rows: MappedRow[]
  /** The rows that cannot be mapped. */
  problems: { number: number; problem: string }[]
}

/** Maps a whole file. */
export async function mapPath(path: string, map: ImportMap): Promise<MappedFile> {
  const { rows } = await openMapping(path, map, 'credit-risk')
  const mapped: MappedFile = { rows: [], problems: [] }
  const take = (row: MappingResult): void => {
    if ('problem' in row) mapped.problems.push(row)
    else mapped.rows.push(row)
  }
  for await (const row of rows) take(row)
  return mapped
}

/** Maps the text or bytes of a file. The name tells its format. */
export async function mapFile(
  content: string | Uint8Array,
  map: ImportMap,
  name = 'log.csv',
): Promise<MappedFile> {
  return mapPath(await writeTestFile(name, content), map)
}
