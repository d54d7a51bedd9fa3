import { fileURLToPath } from 'node:url'
import { echoServer } from '@shadow-mode/test-support/browser/echo-server.ts'
import { standIns } from '@shadow-mode/test-support/browser/stand-ins.ts'
import { PATIENCE_MS } from '@shadow-mode/test-support/patience-ms.ts'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import type { BrowserProviderOption } from 'vitest/node'
import { startFirefox } from './start-firefox.ts'
import { startWebkit } from './start-webkit.ts'
import { stockBrowser } from './stock-browser.ts'

// The client's browser tests in other engines than Chromium: `pnpm run test:firefox`, `pnpm run test:webkit`.

const engine = (
  browser: 'firefox' | 'webkit',
  provider: BrowserProviderOption,
  /** Of what the engine has not: a test that is skipped fails CI. */
  exclude: string[] = [],
): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name: browser,
    include: ['packages/client/src/**/*.browser.test.ts'],
    exclude,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider,
      instances: [{ browser }],
      // What vitest asks of the window: its size is not ours to change, and no test needs it.
      commands: { __vitest_viewport: () => undefined },
    },
  },
})

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  plugins: [echoServer(), standIns()],
  resolve: { conditions: ['@shadow-mode/source', 'module', 'browser', 'development|production'] },
  test: {
    testTimeout: 2 * PATIENCE_MS,
    hookTimeout: 2 * PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
    setupFiles: ['packages/test-support/src/patient-waits.ts'],
    projects: [
      engine('firefox', stockBrowser('firefox-bidi', startFirefox)),
      engine('webkit', stockBrowser('webkitgtk', startWebkit), ['**/*.scheduler.browser.test.ts']),
    ],
  },
})
