import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openEcho } from '../../../testing/open-echo.ts'
import { createFakePhone } from '../testing/fake-app.ts'
import { platformContract } from '../testing/platform-contract.ts'
import { nativePlatform } from './native-platform.ts'

describe('contract', () => {
  platformContract({
    echo: openEcho,
    async open() {
      const phone = createFakePhone()
      const app = phone.startApp()
      return {
        isDurable: true,
        platform: await nativePlatform({ ...app, screen: () => '/apply' }),
        restart() {
          app.kill()
          return nativePlatform(phone.startApp())
        },
        leave: () => app.setState('background'),
        comeBack: () => app.setState('active'),
        reconnect() {
          app.setConnected(false)
          app.setConnected(true)
        },
      }
    },
  })
})

test.each([
  ['asyncStorage', { asyncStorage: {} }],
  ['asyncStorage', { asyncStorage: undefined }],
  ['appState', { appState: null }],
  ['netInfo', { netInfo: {} }],
  ['screen', { screen: '/apply' }],
])('without its %s it says so', async (field, wrong) => {
  const parts = { ...createFakePhone().startApp(), ...wrong }
  await expect(nativePlatform(parts as never)).rejects.toMatchObject({ field })
})

test.each([[undefined], [null], ['parts']])(
  'without parts (%j) it names the first that it needs',
  async parts => {
    const opening = nativePlatform(parts as never)
    await expect(opening).rejects.toMatchObject({ name: 'InvalidOptionError', field: 'asyncStorage' })
  },
)

test('a part that is missing has a message that says what to pass', async () => {
  const { asyncStorage: _, ...rest } = createFakePhone().startApp()
  await expect(nativePlatform(rest as never)).rejects.toThrow(
    'asyncStorage: expected the default export of @react-native-async-storage/async-storage',
  )
})

test('AsyncStorage that fails or hangs at the start is gone without', async () => {
  const app = createFakePhone().startApp()
  const failing = { ...app.asyncStorage, getAllKeys: () => Promise.reject(new Error('broken')) }
  expect((await nativePlatform({ ...app, asyncStorage: failing })).syncStore).toBeUndefined()
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const hanging = { ...app.asyncStorage, getAllKeys: () => new Promise<never>(() => {}) }
  const opening = nativePlatform({ ...app, asyncStorage: hanging })
  await vi.advanceTimersByTimeAsync(2_000)
  expect((await opening).syncStore).toBeUndefined()
})

test('without crypto there is still chance, and nothing of the app is touched that was not brought', async () => {
  vi.stubGlobal('crypto', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const { appState, asyncStorage } = createFakePhone().startApp()
  const platform = await nativePlatform({ appState, asyncStorage })
  expect(new Set(Array.from({ length: 100 }, () => platform.random())).size).toBe(100)
  expect(platform).toMatchObject({ page: expect.any(Function) })
  expect(platform.page()).toBeUndefined()
  expect(platform.indexedDB).toBeUndefined()
})
