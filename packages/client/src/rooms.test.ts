import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** From the ground to the roof: a room imports only from those before it. */
const ROOMS = `
  errors guard platform locks model call http
  books status store queue flush outbox outcome tally
  flags bounds privacy plan options pair shadow predict boot
`
  .trim()
  .split(/\s+/)

const here = import.meta.dirname
const roomOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '')
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('testing/'),
)
const imports = sources.flatMap(file =>
  Array.from(
    readFileSync(join(here, file), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g),
    ([, path = '']) => ({
      file,
      imported: normalize(join(dirname(file), path)),
    }),
  ),
)

test('every room is known', () => {
  expect(new Set(sources.map(roomOf).filter(Boolean))).toEqual(new Set(ROOMS))
})

test('doors open in one direction', () => {
  expect(imports.length).toBeGreaterThan(400)
  const wrong = imports.filter(({ file, imported }) => {
    const [from, to] = [roomOf(file), roomOf(imported)]
    return from && to && ROOMS.indexOf(to) > ROOMS.indexOf(from)
  })
  expect(wrong).toEqual([])
})
