import { readImports } from '@shadow-mode/test-support/read-imports.ts'
import { expect, test } from 'vitest'

/** From the ground to the roof: a room imports only from those before it. */
const ROOMS = `
  errors json cli folder engine log pipeline http health flags
  table mapping intake report metrics collector commands
`
  .trim()
  .split(/\s+/)

const { sources, imports } = readImports(import.meta.dirname)
const roomOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '')

test('every room is known', () => {
  expect(new Set(sources.map(roomOf).filter(Boolean))).toEqual(new Set(ROOMS))
})

test('doors open in one direction', () => {
  expect(imports.length).toBeGreaterThan(300)
  const wrong = imports.filter(({ file, imported }) => {
    const [from, to] = [roomOf(file), roomOf(imported)]
    return from && to && ROOMS.indexOf(to) > ROOMS.indexOf(from)
  })
  expect(wrong).toEqual([])
})
