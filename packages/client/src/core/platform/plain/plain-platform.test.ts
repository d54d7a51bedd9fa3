import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openEcho } from '../../../testing/open-echo.ts'
import { platformContract } from '../testing/platform-contract.ts'
import { plainPlatform } from './plain-platform.ts'

describe('contract', () => {
  platformContract({
    echo: openEcho,
    open: async () => ({
      isDurable: false,
      platform: plainPlatform(),
      restart: async () => plainPlatform(),
    }),
  })
})

test('has no page and nothing to store on', () => {
  expect(plainPlatform().page()).toBeUndefined()
  for (const part of ['indexedDB', 'openStore', 'syncStore', 'locks']) {
    expect(plainPlatform()).not.toHaveProperty(part)
  }
})

test('in a Cloudflare Worker, requests speak neither of cookies nor of a cache', async () => {
  const asked: RequestInit[] = []
  vi.stubGlobal('WebSocketPair', Object)
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    asked.push(init)
    return new Response()
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  await plainPlatform().fetch('/', { method: 'POST', credentials: 'omit', cache: 'no-cache' })
  expect(asked).toEqual([{ method: 'POST' }])
})

test('where timers are forbidden there are none, and nothing throws', () => {
  vi.stubGlobal('setTimeout', () => {
    throw new Error('Disallowed operation called within global scope')
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(() => plainPlatform().setTimer(() => {}, 1)()).not.toThrow()
})
