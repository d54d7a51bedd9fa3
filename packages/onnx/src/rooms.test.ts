import { readImports } from '@shadow-mode/test-support/read-imports.ts'
import { expect, test } from 'vitest'

/** From the ground up. A room imports only from the rooms before it, and never from files outside of rooms. */
const ROOMS = ['errors', 'tensors', 'worker']

const { sources, imports } = readImports(import.meta.dirname)
const roomOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '')

test('every room is known', () => {
  expect(new Set(sources.map(roomOf).filter(Boolean))).toEqual(new Set(ROOMS))
})

test('doors open in one direction', () => {
  expect(imports.length).toBeGreaterThan(30)
  const wrong = imports.filter(({ file, imported }) => {
    const [from, to] = [roomOf(file), roomOf(imported)]
    return from && (!to || ROOMS.indexOf(to) > ROOMS.indexOf(from))
  })
  expect(wrong).toEqual([])
})
