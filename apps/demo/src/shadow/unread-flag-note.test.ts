import { createShadowClient, type Model } from '@shadow-mode/client'
import { expect, test } from 'vitest'
import { unreadFlagNote } from './unread-flag-note.ts'

const model: Model<number, number> = { version: '1', predict: async input => input }
const given = { experiment: 'e', live: model, candidate: model, collector: { url: 'http://x', key: 'k' } }

test('there is a note until the client has read its flag', async () => {
  const client = createShadowClient<number, number>({
    ...given,
    flags: { watch: async () => ({ refresh: () => {}, stop: () => {} }) },
    bootstrap: { serve: 'live', shadowRate: 0 },
  })
  expect(unreadFlagNote(client.status())).toMatch(/bootstrap/)
  expect(unreadFlagNote({ planReason: 'STATIC' })).toBeUndefined()
  await client.close()
})
