import { readImports } from '@shadow-mode/test-support/read-imports.ts'
import { expect, test } from 'vitest'

/** From the ground to the roof: a room imports only from those before it in its wing, and from the wings below. */
const WINGS: Record<string, string> = {
  core: 'errors guard values platform async locks http model books status',
  plan: 'bounds flags . remote flagd open-feature',
  delivery: 'store queue flush outbox outcome tally',
  prediction: 'call privacy options pair shadow predict',
  boot: '.',
}
/** The wings that a wing may import from. */
const BELOW: Record<string, string[]> = {
  core: [],
  plan: ['core'],
  delivery: ['core'],
  prediction: ['core', 'plan', 'delivery'],
  boot: ['core', 'plan', 'delivery', 'prediction'],
}

const { sources, imports } = readImports(import.meta.dirname)
const wingOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '')
const roomOf = (file: string) => (file.split('/').length > 2 ? (file.split('/')[1] ?? '') : '.')

test('every wing and room is known', () => {
  expect(new Set(sources.map(wingOf).filter(Boolean))).toEqual(new Set(Object.keys(WINGS)))
  for (const [wing, rooms] of Object.entries(WINGS)) {
    const found = sources.filter(file => wingOf(file) === wing).map(roomOf)
    expect(new Set(found)).toEqual(new Set(rooms.split(' ')))
  }
})

test('no import runs upwards', () => {
  expect(imports.length).toBeGreaterThan(400)
  const wrong = imports.filter(({ file, imported }) => {
    const [from, to] = [wingOf(file), wingOf(imported)]
    if (!from || !to) return false
    if (from !== to) return !BELOW[from]?.includes(to)
    const rooms = WINGS[from]?.split(' ') ?? []
    return rooms.indexOf(roomOf(imported)) > rooms.indexOf(roomOf(file))
  })
  expect(wrong).toEqual([])
})
