import { createShadowClient, type Model } from '@shadow-mode/client'
import { expect, test } from 'vitest'
import { unreadFlagNote } from './unread-flag-note.ts'

const model: Model<number, number> = { version: '1', predict: async input => input }
const given = { experiment: 'e', live: model, candidate: model, collector: { url: 'http://x', key: 'k' } }

test('a client that waits for its flag is in bootstrap, and a read flag needs no note', async () => {
  const client = createShadowClient<number, number>({
    ...given,
    flags: { watch: async () => ({ refresh: () => {}, stop: () => {} }) },
    bootstrap: { serve: 'live', shadowRate: 0 },
  })
  expect(unreadFlagNote(client.status())).toMatch(/^This is bootstrap/)
  expect(unreadFlagNote({ planReason: 'STATIC' })).toBeUndefined()
  await client.close()
})
