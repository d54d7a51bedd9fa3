import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** `$SHARED_DATA/data`, else `../shared/data` beside the project's root; `null` when there is none. */
export function findSharedData(): string | null {
  const root = resolve(import.meta.dirname, '../../../..')
  const named = process.env['SHARED_DATA']
  const data = join(named ? resolve(named) : resolve(root, '../shared'), 'data')
  if (existsSync(data)) return data
  if (named) throw new Error(`SHARED_DATA is ${named}, which has no folder "data"`)
  return null
}
