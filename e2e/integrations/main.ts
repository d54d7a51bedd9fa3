import { join } from 'node:path'
import { findChromium } from '@shadow-mode/test-support/browser/find-chromium.ts'
import { launchArguments } from '@shadow-mode/test-support/browser/launch-arguments.ts'
import { PATIENCE_MS } from '@shadow-mode/test-support/patience-ms.ts'
import { startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { chromium } from 'playwright'
import { expectPair } from './expect-pair.ts'
import { installApp } from './install-app.ts'
import { INTEGRATIONS, type Integration } from './integrations.ts'
import { packPackages } from './pack-packages.ts'
import { runInApp } from './run-in-app.ts'
import { serveApp } from './serve-app.ts'

// Builds small apps with the packed packages, as users do, and runs each in Chromium to a stored pair in a collector.
// Arguments choose: `pnpm run test:integrations next vite` runs those whose name has one of these words.

const words = process.argv.slice(2).map(word => word.toLowerCase())
const chosen = INTEGRATIONS.filter(
  ({ name }) => words.length === 0 || words.some(word => name.toLowerCase().includes(word)),
)

await using scope = new AsyncDisposableStack()
const folder = await temporaryFolder(scope, 'integrations')
const tarballs = await packPackages(folder)
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: launchArguments,
  timeout: PATIENCE_MS,
})
scope.defer(() => browser.close())

/** By app, so that each is installed once. */
const installed = new Map<string, Promise<void>>()

async function run({ app, build, serving }: Integration): Promise<void> {
  await using served = new AsyncDisposableStack()
  const appFolder = join(folder, app)
  const installing = installed.get(app) ?? installApp(app, appFolder, tarballs)
  installed.set(app, installing)
  await installing
  if (build) await runInApp(appFolder, build)
  const origin = await serveApp(served, appFolder, serving)
  await expectPair(browser, origin, await startCollector(served, { allowOrigin: origin }))
}

let failures = 0
for (const integration of chosen) {
  const startedAt = performance.now()
  try {
    await run(integration)
    console.log(`ok    ${integration.name} (${Math.round((performance.now() - startedAt) / 1000)} s)`)
  } catch (error) {
    failures++
    console.log(`FAIL  ${integration.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
console.log(`${chosen.length - failures} passed, ${failures} failed`)
process.exitCode = failures > 0 || chosen.length === 0 ? 1 : 0
