import { OutcomeSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createShadowClient } from '../../boot/create-shadow-client.ts'
import { storeNames } from '../outbox/store-names.ts'

const url = 'https://collect.example'

/** Takes down what is posted; nothing else is put in the browser's place. */
function catchPosts(answer: () => Promise<Response>) {
  const posts: { url: unknown; body: unknown }[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation((target, init) => {
    posts.push({ url: target, body: init?.body })
    return answer()
  })
  onTestFinished(() => void vi.restoreAllMocks())
  return posts
}

const open = (experiment: string, key: string) =>
  createShadowClient<unknown, unknown>({
    experiment,
    live: { version: '1', predict: async () => 'live', origin: null },
    candidate: { version: '2', predict: async () => 'candidate', origin: null },
    collector: { url, key },
    plan: { serve: 'live', shadowRate: 0 },
  })

test('an outcome of a page that was left at once is delivered by the next one, unasked, and once', async () => {
  const key = `key-${crypto.randomUUID()}`
  const experiment = crypto.randomUUID()
  onTestFinished(() => void indexedDB.deleteDatabase(storeNames(url, key, 'outcomes').database))
  const bodies = catchPosts(async () => {
    throw new TypeError('Failed to fetch')
  })
  const first = open(experiment, key)
  first.recordOutcome({ reference: 'application-4711', label: 1 })
  // Before its background is there, and without a listener that could load it afterwards.
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  await first.close()
  expect(bodies).toEqual([])

  // The device has it now: it outlives a flush that fails.
  const second = open(experiment, key)
  await second.flush()
  expect(second.status().outcomes).toMatchObject({ recorded: 1, queued: 1 })
  await second.close()

  vi.restoreAllMocks()
  const sent = catchPosts(async () =>
    Response.json({ accepted: 1, duplicates: 0, rejected: [] }, { status: 202 }),
  )
  const third = open(experiment, key)
  onTestFinished(() => third.close())
  await vi.waitFor(() => expect(third.status().outcomes).toMatchObject({ recorded: 1, delivered: 1 }))
  expect(sent.map(post => post.url)).toEqual([`${url}/v1/outcomes?key=${key}`])
  const { outcomes } = JSON.parse(v.parse(v.string(), sent[0]?.body))
  expect(outcomes).toHaveLength(1)
  expect(v.parse(OutcomeSchema, outcomes[0])).toMatchObject({ experiment, reference: 'application-4711' })
})
