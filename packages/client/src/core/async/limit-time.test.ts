import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createTestPlatform } from '../../testing/create-test-platform.ts'
import { limitTime } from './limit-time.ts'

test('a call that hangs after its timeout leaves nothing at a signal that the app has for all', async () => {
  const platform = createTestPlatform()
  const { signal } = new AbortController()
  const ended = limitTime(platform, 100, signal).race(new Promise(() => {}))
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  await platform.advance(200)
  expect(await ended).toEqual({ status: 'timeout' })
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
