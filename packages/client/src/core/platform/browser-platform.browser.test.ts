import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { afterEach, expect, test } from 'vitest'
import { browserPlatform } from './browser-platform.ts'
import { completePlatform } from './complete-platform.ts'
import type { LifecycleEvent } from './platform.ts'
import { sendOnExit } from './send-on-exit.ts'
import { whenIdle } from './when-idle.ts'

afterEach(() => localStorage.clear())

test('a page has everything', () => {
  const platform = completePlatform(browserPlatform())
  expect(platform.page()).toBe(location.pathname)
  expect(platform.indexedDB).toBe(indexedDB)
  expect(platform.locks).toBe(navigator.locks)
  const draws = Array.from({ length: 2_000 }, () => platform.random())
  expect(draws.every(draw => draw >= 0 && draw < 1)).toBe(true)
  expect(new Set(draws).size).toBe(2_000)
  expect(draws.filter(draw => draw < 0.5).length).toBeGreaterThan(800)
})

test('localStorage is the synchronous store', () => {
  const { syncStore } = browserPlatform()
  syncStore?.set('a', '1')
  expect(localStorage.getItem('a')).toBe('1')
  expect(syncStore?.get('a')).toBe('1')
  expect(syncStore?.get('b')).toBeNull()
  expect(syncStore?.keys()).toEqual(['a'])
  syncStore?.remove('a')
  expect(syncStore?.keys()).toEqual([])
})

const fireAll = () => {
  document.dispatchEvent(new Event('visibilitychange'))
  document.dispatchEvent(new Event('freeze'))
  document.dispatchEvent(new Event('resume'))
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  window.dispatchEvent(new Event('online'))
}

test('hears the page’s life, until it is stopped, and never blocks the bfcache', () => {
  const listened: string[] = []
  const original = window.addEventListener.bind(window)
  window.addEventListener = ((type: string, ...rest: [never]) => {
    listened.push(type)
    original(type, ...rest)
  }) as typeof window.addEventListener
  const heard: LifecycleEvent[] = []
  const stop = browserPlatform().onLifecycle(event => heard.push(event))
  Reflect.deleteProperty(window, 'addEventListener')
  fireAll()
  expect(heard).toEqual(['visible', 'freeze', 'restore', 'exit', 'restore', 'online'])
  stop()
  fireAll()
  expect(heard).toHaveLength(6)
  expect(listened).toContain('pagehide')
  expect(listened).not.toContain('unload')
  expect(listened).not.toContain('beforeunload')
})

test('whenIdle runs once, or not at all when cancelled', async () => {
  let runs = 0
  whenIdle(() => runs++, 50)
  whenIdle(() => runs++, 50)()
  await sleep(200)
  expect(runs).toBe(1)
})

test('a body that no browser would keep alive is refused', () => {
  const url = URL.createObjectURL(new Blob(['']))
  expect(sendOnExit(url, 'x'.repeat(65_537))).toBe(false)
  // Three bytes each.
  expect(sendOnExit(url, '€'.repeat(21_846))).toBe(false)
  expect(sendOnExit(url, 'x'.repeat(1_000))).toBe(true)
})
