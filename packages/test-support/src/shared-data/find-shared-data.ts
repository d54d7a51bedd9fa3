import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Finds `$SHARED_DATA/data`, otherwise `shared/data` beside the project's folder. Returns `null` if there is none. */
export function findSharedData(): string | null {
  const root = resolve(import.meta.dirname, '../../../..')
  const named = process.env['SHARED_DATA']
  const data = join(named ? resolve(named) : resolve(root, '../shared'), 'data')
  if (existsSync(data)) return data
  if (named) throw new Error(`SHARED_DATA is ${named}, which has no folder "data"`)
  return null
}
