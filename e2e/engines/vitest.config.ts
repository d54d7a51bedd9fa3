import { fileURLToPath } from 'node:url'
import { echoServer } from '@shadow-mode/test-support/browser/echo-server.ts'
import { standIns } from '@shadow-mode/test-support/browser/stand-ins.ts'
import { PATIENCE_MS } from '@shadow-mode/test-support/patience-ms.ts'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import type { BrowserProviderOption } from 'vitest/node'
import { startFirefox } from './start-firefox.ts'
import { startWebkit } from './start-webkit.ts'
import { stockBrowser } from './stock-browser.ts'

// Runs the client's browser tests in Firefox and WebKitGTK.

const engine = (
  browser: 'firefox' | 'webkit',
  provider: BrowserProviderOption,
  /** The tests of features that the engine lacks. CI fails if a test is skipped, so they are left out. */
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
      // Vitest calls this to resize the window, which this provider cannot do and no test needs.
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
