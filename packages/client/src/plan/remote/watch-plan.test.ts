import { expect, test } from 'vitest'
import { makeReading } from '../../testing/make-reading.ts'
import { openTestClient } from '../../testing/open-test-client.ts'
import type { FlagWatch, FlagWatchContext } from '../flag-source.ts'

/** A source that settles when it is told to. */
const openSlow = async () => {
  const opening: { resolve: (watch: FlagWatch) => void; reject: (reason: Error) => void }[] = []
  const contexts: FlagWatchContext[] = []
  const watch = (context: FlagWatchContext) => {
    contexts.push(context)
    return new Promise<FlagWatch>((resolve, reject) => void opening.push({ resolve, reject }))
  }
  const opened = openTestClient({ options: { flags: { watch } } })
  await opened.platform.advance(3_000)
  return { ...opened, opening, contexts }
}

test('a source that fails is told, and tried again after 30 s', async () => {
  const { platform, events, opening } = await openSlow()
  opening[0]?.reject(new Error('no network'))
  await platform.advance(29_000)
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'problem', error: expect.objectContaining({ outage: 'unreachable' }) }),
  )
  expect(opening).toHaveLength(1)
  await platform.advance(2_000)
  expect(opening).toHaveLength(2)
})

test('a page that comes back tries at once, and once', async () => {
  const { platform, opening } = await openSlow()
  platform.fire('online')
  expect(opening).toHaveLength(1)
  opening[0]?.reject(new Error('no network'))
  await platform.advance(1_000)
  platform.fire('online')
  platform.fire('visible')
  await platform.advance(60_000)
  expect(opening).toHaveLength(2)
})

test('one that opens after the client was closed is stopped, and not listened to', async () => {
  const { client, platform, events, opening, contexts } = await openSlow()
  await client.close()
  let stops = 0
  const before = events.length
  contexts[0]?.onReading(() => makeReading({ serve: 'candidate', shadowRate: 1 }))
  opening[0]?.resolve({ refresh: () => {}, stop: () => void stops++ })
  await platform.advance(1_000)
  expect(stops).toBe(1)
  expect(events).toHaveLength(before)
  expect(client.status().plan.serve).toBe('live')
})
