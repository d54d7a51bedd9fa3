import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** One relative import. Both paths are relative to the folder that was read, with `/`. */
export interface Import {
  file: string
  imported: string
}

/** The sources of a folder without its tests, and every relative import among them, types included. */
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

/** The files that import each other in a circle, each with one file of its circle that it imports; empty when there is none. */
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
