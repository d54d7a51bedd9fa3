import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { browserPlatform } from './browser-platform.ts'
import { completePlatform } from './complete-platform.ts'
import { whenBackground } from './when-background.ts'

const core = browserPlatform()
test('without a scheduler it is an idle moment, once, or not at all', async () => {
  vi.stubGlobal('scheduler', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const idle = whenBackground(core)
  let runs = 0
  idle(() => runs++, 50)
  idle(() => runs++, 50)()
  await vi.waitFor(() => expect(runs).toBe(1))
  await sleep(100)
  expect(runs).toBe(1)
})

test('this page can be seen, and its connection is not slow', () => {
  const platform = completePlatform(core)
  expect([platform.isHidden?.(), platform.isSlow?.()]).toEqual([false, false])
  for (const connection of [{ saveData: true, effectiveType: '4g' }, { effectiveType: 'slow-2g' }]) {
    Object.defineProperty(navigator, 'connection', { configurable: true, value: connection })
    expect(platform.isSlow?.()).toBe(true)
  }
  Reflect.deleteProperty(navigator, 'connection')
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
  expect(platform.isHidden?.()).toBe(true)
  Reflect.deleteProperty(document, 'visibilityState')
})
