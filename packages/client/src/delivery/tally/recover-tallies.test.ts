import { expect, test } from 'vitest'
import { createMemoryOutbox } from '../../testing/create-memory-outbox.ts'
import { createTestSyncStore } from '../outbox/testing/create-test-platform.ts'
import { tallyPrefix } from './create-tally.ts'
import { recoverTallies } from './recover-tallies.ts'

const recovered = (...texts: unknown[]) => {
  const store = createTestSyncStore()
  for (const [n, text] of texts.entries()) store.set(`${tallyPrefix('e')}${n}`, JSON.stringify(text))
  const outbox = createMemoryOutbox()
  recoverTallies(store, 'e', outbox)
  expect(store.keys()).toEqual([])
  const { sampled, queued, dropped } = outbox.counts()
  return { sampled, queued, dropped }
}

test('what early pages counted and held is the outbox’s', () => {
  expect(recovered({ exit: 2 }, { exit: 1, busy: 1 })).toMatchObject({
    sampled: 4,
    dropped: { exit: 3, busy: 1 },
  })
})

test.each([
  ['a reason that the collector refuses', { ['x'.repeat(65)]: 1 }],
  ['a reason that every object has', { constructor: 1 }],
  ['the name of a prototype', JSON.parse('{"__proto__":1}')],
  ['no count', { exit: -1 }],
  ['a count that no page reaches', { exit: 1e12 }],
  ['records that are none', { held: [null, { id: 1 }] }],
  ['no object', 7],
])('%s is put aside, and nothing stays running', (_, text) => {
  expect(recovered(text)).toMatchObject({ sampled: 0, dropped: {} })
})
