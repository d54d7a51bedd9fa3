import { echoServer } from '@shadow-mode/test-support/browser/echo-server.ts'
import { findChromium } from '@shadow-mode/test-support/browser/find-chromium.ts'
import { launchArguments } from '@shadow-mode/test-support/browser/launch-arguments.ts'
import { standIns } from '@shadow-mode/test-support/browser/stand-ins.ts'
import { PATIENCE_MS } from '@shadow-mode/test-support/patience-ms.ts'
import { findSharedData } from '@shadow-mode/test-support/shared-data/find-shared-data.ts'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

declare module 'vitest' {
  interface ProvidedContext {
    /** The `data` folder of the real reference data, or `null` where it is absent. */
    sharedData: string | null
  }
}

// Packages answer this condition with their TypeScript source: tests need no build.
const source = '@shadow-mode/source'

const sharedData = findSharedData()

export default defineConfig({
  resolve: { conditions: [source, 'module', 'browser', 'development|production'] },
  ssr: {
    resolve: {
      conditions: [source, 'module', 'node', 'development|production'],
      externalConditions: [source, 'node'],
    },
  },
  test: {
    // These end a test that hangs; a slow machine never reaches them.
    testTimeout: 2 * PATIENCE_MS,
    hookTimeout: 2 * PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
    setupFiles: ['packages/test-support/src/patient-waits.ts'],
    // Folder of the real data, or null: read it with inject('sharedData') and skip the test when it is null.
    provide: { sharedData },
    globalSetup: ['@shadow-mode/test-support/shared-data/announce-absence.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{packages,apps}/*/src/**/*.test.ts'],
          exclude: ['**/*.{browser,dom,e2e}.test.*', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['{packages,apps}/*/src/**/*.dom.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        plugins: [echoServer(), standIns()],
        // Found only when a worker starts; optimising it then would reload the page under a running test.
        optimizeDeps: { exclude: ['onnxruntime-web', '@petamoriken/float16'] },
        // Browser tests read the real data through vitest's commands.readFile.
        server: { fs: { allow: ['.', ...(sharedData ? [sharedData] : [])] } },
        test: {
          name: 'browser',
          include: ['{packages,apps}/*/src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            connectTimeout: PATIENCE_MS,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? '', args: launchArguments },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // Against the built packages, a real collector and real models.
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/src/**/*.e2e.test.ts'],
          // Minutes, by commands of their own: `pnpm run chaos`, `test:folder`, `test:hostile` and `soak`.
          exclude: [
            ...(process.env['CHAOS_PAIRS'] ? [] : ['e2e/src/chaos/**']),
            ...(process.env['FOLDER_ROUNDS'] ? [] : ['e2e/src/folder/**']),
            ...(process.env['HOSTILE_REQUESTS'] ? [] : ['e2e/src/hostile/**']),
            ...(process.env['SOAK_MINUTES'] ? [] : ['e2e/src/soak/**']),
          ],
          fileParallelism: false,
          testTimeout: 5 * PATIENCE_MS,
          hookTimeout: 2 * PATIENCE_MS,
        },
      },
    ],
  },
})
