import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** A relative import. Both paths are relative to the folder that was read and use `/`. */
export interface Import {
  file: string
  imported: string
}

/** Lists the sources of a folder without its tests, and their relative imports, including those of types. */
export function readImports(folder: string): { sources: string[]; imports: Import[] } {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => /\.tsx?$/.test(file) && !/\.test(-d)?\.tsx?$/.test(file) && !file.includes('testing/'))
  const imports = sources.flatMap(file =>
    Array.from(
      readFileSync(join(folder, file), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g),
      ([, path = '']) => ({ file, imported: posix.join(dirname(file), path) }),
    ),
  )
  return { sources, imports }
}

/** Returns the imports that are part of a circle. */
export function findCircles(imports: readonly Import[]): Import[] {
  const edges = Map.groupBy(imports, ({ file }) => file)
  const reaches = (from: string, goal: string): boolean => {
    const seen = new Set<string>()
    const waiting = [from]
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (file === goal) return true
      if (seen.has(file)) continue
      seen.add(file)
      waiting.push(...(edges.get(file) ?? []).map(({ imported }) => imported))
    }
    return false
  }
  return imports.filter(({ file, imported }) => reaches(imported, file))
}
