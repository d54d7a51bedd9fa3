import { expect, test } from 'vitest'
import { openTestClient } from '../../testing/open-test-client.ts'
import type { PredictOptions } from '../options/predict-options.ts'

const long = 'x'.repeat(257)

const predicted = async (options: object) => {
  const opened = openTestClient()
  expect(await opened.client.predict(1, options as PredictOptions)).toBe('live')
  await opened.platform.advance(1_000)
  return opened
}

test.each<[string, object]>([
  ['subject', { subject: 17 }],
  ['subject', { subject: {} }],
  ['subject', { subject: Symbol('user') }],
  ['subject', { subject: long }],
  ['reference', { reference: 0 }],
  ['reference', { reference: false }],
  ['reference', { reference: ['a'] }],
  ['reference', { reference: () => 'a' }],
  ['reference', { reference: long }],
  ['tags', { tags: 5 }],
  ['tags', { tags: 'tw' }],
  ['tags.market', { tags: { market: 1 } }],
  ['tags.market', { tags: { market: null } }],
  ['tags.market', { tags: { market: {} } }],
  ['tags.market', { tags: { market: long } }],
])(
  'a pair that the collector would refuse for its %s is dropped here, and told by name: %j',
  async (field, wrong) => {
    const { outbox, events } = await predicted(wrong)
    expect(outbox).toMatchObject({ pairs: [], drops: ['record'] })
    expect(events.filter(({ type }) => type === 'problem')).toMatchObject([
      { error: { name: 'InvalidOptionError', field: `predict.${field}` } },
    ])
  },
)

test('what is empty is absent; what is not too long stays', async () => {
  const empty = await predicted({ subject: '', reference: null, tags: null })
  expect(empty.outbox.pairs[0]?.context).not.toHaveProperty('tags')
  expect(empty.outbox.pairs[0]).not.toHaveProperty('subject')
  expect(empty.outbox.pairs[0]).not.toHaveProperty('reference')
  const text = 'x'.repeat(256)
  const full = { subject: text, reference: text, tags: { market: text, none: '', absent: undefined } }
  const { outbox } = await predicted(full)
  expect(outbox.pairs).toMatchObject([
    { subject: text, reference: text, context: { tags: { market: text, none: '' } } },
  ])
})

test('tags from JavaScript become an object, which the collector takes', async () => {
  const { outbox } = await predicted({ tags: ['tw'] })
  expect(outbox.pairs[0]?.context.tags).toEqual({ 0: 'tw' })
  const dated = await predicted({ tags: new Date(0) })
  expect(dated.outbox.pairs[0]?.context.tags).toEqual({})
})
