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
 * Returns the path in the environment variable `variable`, otherwise the first of `names` on the PATH, otherwise the
 * first of `paths` that is executable, otherwise `undefined`. Throws if the variable is set to another path.
 */
export function findExecutable(
  variable: string,
  names: readonly string[],
  paths: readonly string[] = [],
): string | undefined {
  const named = process.env[variable]
  if (named) {
    if (!isExecutable(named)) throw new Error(`${variable} is ${named}, which is not executable`)
    return named
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const onPath = folders.flatMap(folder => names.map(name => join(folder, name)))
  return [...onPath, ...paths].find(isExecutable)
}
