import { afterEach, expect, test, vi } from 'vitest'
import type { Platform } from '../../core/platform/platform.ts'
import { sendOnExit } from '../../core/platform/send-on-exit.ts'
import { createTestClock } from '../outbox/testing/create-test-clock.ts'
import { createTestPlatform } from '../outbox/testing/create-test-platform.ts'
import { collectorUrl } from './collector-url.ts'
import { sendBatch } from './send-batch.ts'

afterEach(() => void vi.unstubAllGlobals())

test.each([
  ['/shadow', 'same-origin'],
  ['https://collect.example', 'omit'],
])('a batch to %s goes with the credentials %s, also at exit', async (url, credentials) => {
  const fetch = vi.fn<Platform['fetch']>(async () => new Response())
  vi.stubGlobal('fetch', fetch)
  const collector = { url, key: 'key' }
  const platform = createTestPlatform({ clock: createTestClock(), device: {}, fetch })
  await sendBatch('body', 'batch', 0, {
    platform,
    collector,
    signal: new AbortController().signal,
    timeoutMs: 60_000,
  })
  expect(sendOnExit(collectorUrl(collector), 'body')).toBe(true)
  expect(fetch.mock.calls.map(([, init]) => init?.credentials)).toEqual([credentials, credentials])
})
