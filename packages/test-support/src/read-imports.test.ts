import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findCircles, readImports } from './read-imports.ts'

const root = join(import.meta.dirname, '../../..')
const folders = ['packages', 'apps'].flatMap(kind =>
  readdirSync(join(root, kind)).map(name => join(root, kind, name, 'src')),
)

test('finds a circle', () => {
  const imports = [
    { file: 'a', imported: 'b' },
    { file: 'b', imported: 'c' },
    { file: 'c', imported: 'b' },
  ]
  expect(findCircles(imports)).toEqual(imports.slice(1))
})

test.each(
  folders.filter(folder => existsSync(folder)).map(folder => [folder.slice(root.length + 1), folder]),
)('the files of %s do not import each other in a circle, not even types or dynamically', (_name, folder) => {
  expect(findCircles(readImports(folder).imports)).toEqual([])
})
