import { sleep } from '@shadow-mode/test-support/sleep.ts'
import type { AppState } from '../native/app-state.ts'
import type { AsyncStorage } from '../native/async-storage.ts'
import type { NetInfo } from '../native/net-info.ts'

/** A phone. Its storage survives its apps. */
export interface FakePhone {
  content: Map<string, string>
  /** Starts an app. Returns the parts that the app passes to `nativePlatform`. */
  startApp(): FakeApp
}

interface FakeApp {
  asyncStorage: AsyncStorage
  appState: AppState
  netInfo: NetInfo
  setState(state: string): void
  setConnected(isConnected: boolean): void
  listeners(): number
  /** Called before each write. If it throws, the write fails. */
  onWrite: (keys: readonly string[]) => void
  /** Ends the app: its pending and later calls never settle and do not change the phone. */
  kill(): void
  isAlive(): boolean
}

/** Answers come in a later task, as over React Native's bridge. A `multiSet` is one transaction. */
export function createFakePhone(): FakePhone {
  const content = new Map<string, string>()
  return {
    content,
    startApp() {
      let isDead = false
      const bridge = async () => {
        await sleep(0)
        if (isDead) await new Promise<never>(() => {})
      }
      const states = new Set<(state: string) => void>()
      const connections = new Set<(state: { isConnected: boolean | null }) => void>()
      const app: FakeApp = {
        onWrite: () => {},
        asyncStorage: {
          async getAllKeys() {
            await bridge()
            return [...content.keys()]
          },
          async multiGet(keys) {
            await bridge()
            return keys.map(key => [key, content.get(key) ?? null] as const)
          },
          async multiSet(records) {
            await bridge()
            app.onWrite(records.map(([key]) => key))
            for (const [key, text] of records) content.set(key, text)
          },
          async multiRemove(keys) {
            await bridge()
            app.onWrite(keys)
            for (const key of keys) content.delete(key)
          },
        },
        appState: {
          addEventListener(_, listener) {
            states.add(listener)
            return { remove: () => void states.delete(listener) }
          },
        },
        netInfo: {
          addEventListener(listener) {
            connections.add(listener)
            listener({ isConnected: true })
            return () => void connections.delete(listener)
          },
        },
        setState: state => states.forEach(listener => listener(state)),
        setConnected: isConnected => connections.forEach(listener => listener({ isConnected })),
        listeners: () => states.size + connections.size,
        kill() {
          isDead = true
        },
        isAlive: () => !isDead,
      }
      return app
    },
  }
}
