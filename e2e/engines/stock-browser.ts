import { defineBrowserProvider } from '@vitest/browser'
import type { BrowserProviderOption } from 'vitest/node'

/** A running browser. Vitest opens one page after the other in it. */
export interface StartedBrowser {
  open(url: string): Promise<void>
  close(): Promise<void>
}

/**
 * Lets vitest run browser tests in a browser that playwright cannot drive. Tests cannot use vitest's commands there.
 */
export const stockBrowser = (name: string, start: () => Promise<StartedBrowser>): BrowserProviderOption =>
  defineBrowserProvider({
    name,
    providerFactory() {
      let starting: Promise<StartedBrowser> | undefined
      return {
        name,
        supportsParallelism: false,
        getCommandsContext: () => ({}),
        async openPage(_sessionId, url) {
          await (await (starting ??= start())).open(url)
        },
        async close() {
          const started = starting
          starting = undefined
          await (await started)?.close()
        },
      }
    },
  })
