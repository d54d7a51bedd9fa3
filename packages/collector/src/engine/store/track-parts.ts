import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { hasCode } from '../../errors/has-code.ts'
import { BrokenPartError } from './broken-part-error.ts'
import type { Store } from './store.ts'

export interface PartTracker {
  /**
   * Checks the parts that were written since the last call.
   *
   * @throws {BrokenPartError} A part is not whole on disk.
   */
  assertWhole(): Promise<void>
}

interface Part {
  table: string
  name: string
  path: string
  bytes: number
}

const PARTS = `
  SELECT table, name, path, bytes_on_disk AS bytes FROM system.parts
  WHERE database = currentDatabase() AND active`

const PartSchema = v.object({
  table: v.string(),
  name: v.string(),
  path: v.string(),
  bytes: v.pipe(v.string(), v.transform(Number)),
})

/**
 * Checks what ClickHouse has written. When the disk becomes full in the middle of a part, chDB 3.4 reports success and uses
 * the part, of which most files are empty. That happens to inserts and to merges. ClickHouse notices it only when it opens
 * the tables: then it sets the part aside and returns to the parts that a merge had replaced, which it keeps for 8 minutes.
 */
export async function trackParts(store: Store): Promise<PartTracker> {
  const list = (): Promise<Part[]> => store.query(PARTS, {}, PartSchema)
  // ClickHouse has just checked these.
  let whole = new Set((await list()).map(idOf))
  return {
    async assertWhole() {
      const parts = await list()
      for (const part of parts) if (!whole.has(idOf(part))) await assertPart(part)
      whole = new Set(parts.map(idOf))
    },
  }
}

const idOf = ({ table, name }: Part): string => `${table}/${name}`

async function assertPart({ table, name, path, bytes }: Part): Promise<void> {
  let onDisk = 0
  try {
    const sizes = new Map<string, number>()
    for (const file of await readdir(path)) sizes.set(file, (await stat(join(path, file))).size)
    // It is written last.
    if ((sizes.get('checksums.txt') ?? 0) > 0) for (const size of sizes.values()) onDisk += size
  } catch (error) {
    // Dropped since the parts were listed.
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  if (onDisk < bytes) throw new BrokenPartError(`${table} ${name}`)
}
