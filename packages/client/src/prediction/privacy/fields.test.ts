import { expect, onTestFinished, test, vi } from 'vitest'
import { openTestClient } from '../../testing/open-test-client.ts'
import { fields } from './fields.ts'

test('a path that has led to nothing in 20 pairs is told once, and drops none', async () => {
  // Else the first pair waits for it in real time.
  await import('./keep-fields.ts')
  const deny = ['ssn', 'adress.street', 'score', 'later']
  const { client, platform, outbox, events } = openTestClient({
    options: { fields: fields({ allow: ['absent'], deny, hash: ['ibna'] }) },
    live: { predict: async () => ({ score: 1 }) },
  })
  const told = () => events.flatMap(event => (event.type === 'problem' ? [event.error] : []))
  for (let n = 1; n <= 45; n++) {
    await client.predict({ ssn: n, address: { street: 'x' }, iban: n, ...(n === 19 && { later: n }) })
    await platform.advance(1_000)
    await expect.poll(() => outbox.pairs.length).toBe(n)
    expect(told()).toHaveLength(n < 20 ? 0 : 3)
  }
  expect(told()).toMatchObject(
    ['absent', 'adress.street', 'ibna'].map(path => ({
      name: 'InvalidOptionError',
      field: 'fields',
      message: `fields: expected paths that match a pair, not ${path}`,
    })),
  )
})

const predictLists = async () => ({
  scores: Float64Array.of(0.25, 0.75),
  ids: BigInt64Array.of(1n),
  labels: new Set(['a']),
})

test('typed arrays, sets and bigints are selected as what is recorded of them', async () => {
  await import('./keep-fields.ts')
  const { client, platform, outbox } = openTestClient({
    options: { fields: fields({ allow: ['scores[]', 'ids', 'labels[]'] }) },
    live: { predict: predictLists },
    candidate: { predict: predictLists },
    plan: { bounds: [{ id: 'range', path: 'scores[]', min: 0, max: 0.5 }] },
  })
  await client.predict({ scores: new Float32Array([1]), ssn: 1 })
  await platform.advance(1_000)
  await expect.poll(() => outbox.pairs.length).toBe(1)
  const recorded = { scores: [0.25, 0.75], ids: [1], labels: ['a'] }
  expect(outbox.pairs).toMatchObject([
    {
      input: { scores: [1] },
      live: { output: recorded },
      candidate: { output: recorded, bounds: [{ id: 'range' }] },
    },
  ])
})

test('pairs that are lost because the code of fields does not load are counted as not-loaded', async () => {
  vi.doMock('./keep-fields.ts', () => {
    throw new TypeError('Failed to fetch dynamically imported module')
  })
  onTestFinished(() => vi.doUnmock('./keep-fields.ts'))
  vi.resetModules()
  const fresh = await import('./fields.ts')
  const { client, platform, outbox, events } = openTestClient({
    options: { fields: fresh.fields({ deny: ['ssn'] }) },
  })
  await client.predict({ ssn: 1 })
  await platform.advance(1_000)
  await expect.poll(() => outbox.drops).toEqual(['not-loaded'])
  expect(events).toContainEqual({
    type: 'problem',
    error: expect.objectContaining({ code: 'not-loaded', cause: expect.any(Error) }),
  })
})
