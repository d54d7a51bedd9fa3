import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The path in the environment variable `variable`, else the first of `names` on the PATH, else the first of `paths` that
 * can be executed; `undefined` when there is none. Throws when the variable names what cannot be executed.
 */
export function findExecutable(
  variable: string,
  names: readonly string[],
  paths: readonly string[] = [],
): string | undefined {
  const named = process.env[variable]
  if (named) {
    if (!isExecutable(named)) throw new Error(`${variable} is ${named}, which cannot be executed`)
    return named
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const onPath = folders.flatMap(folder => names.map(name => join(folder, name)))
  return [...onPath, ...paths].find(isExecutable)
}
