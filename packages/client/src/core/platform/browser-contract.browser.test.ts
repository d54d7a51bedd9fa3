import { describe } from 'vitest'
import { browserPlatform } from './browser-platform.ts'
import { completePlatform } from './complete-platform.ts'
import { platformContract } from './testing/platform-contract.ts'

/** The visibility of a page under test cannot be changed: it is told so. */
const setVisibility = (state: DocumentVisibilityState) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' })
  document.dispatchEvent(new Event('visibilitychange'))
  Reflect.deleteProperty(document, 'visibilityState')
  Reflect.deleteProperty(document, 'hidden')
}

describe('contract', () => {
  platformContract({
    // A data URL takes no POST, and there is no server of ours: the worker answers what the page asks.
    echo: async () => '/echo',
    open: async () => ({
      isDurable: true,
      platform: completePlatform(browserPlatform()),
      restart: async () => completePlatform(browserPlatform()),
      leave: () => setVisibility('hidden'),
      comeBack: () => setVisibility('visible'),
      reconnect: () => window.dispatchEvent(new Event('online')),
    }),
  })
})
