import { type BrowserContext, chromium } from 'playwright'
import { findChromium } from '../browser/find-chromium.ts'
import { launchArguments } from '../browser/launch-arguments.ts'
import { PATIENCE_MS } from '../patience-ms.ts'
import { temporaryFolder } from '../servers/temporary-folder.ts'

/**
 * Starts Chromium with a new profile and closes it when `scope` ends. Playwright switches the back/forward cache off.
 * `bfcache` leaves it on, as users have it. `args` are further arguments of Chromium.
 */
export async function launchProfile(
  scope: AsyncDisposableStack,
  options: { bfcache: boolean; args?: string[] },
): Promise<BrowserContext> {
  const folder = await temporaryFolder(scope, 'profile')
  const executablePath = findChromium()
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath ? { executablePath } : {}),
    args: [...launchArguments, ...(options.args ?? [])],
    timeout: PATIENCE_MS,
    ignoreDefaultArgs: options.bfcache ? ['--disable-back-forward-cache'] : [],
  })
  context.setDefaultTimeout(PATIENCE_MS)
  scope.defer(() => context.close())
  return context
}
