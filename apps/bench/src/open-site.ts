import { launchProfile } from '@shadow-mode/e2e/sessions/launch-profile.ts'
import { faultyModels } from '@shadow-mode/e2e/servers/faulty-models.ts'
import { listen } from '@shadow-mode/e2e/servers/listen.ts'
import { staticFiles } from '@shadow-mode/e2e/servers/static-files.ts'
import { temporaryFolder } from '@shadow-mode/e2e/servers/temporary-folder.ts'
import type { BrowserContext } from 'playwright'
import { acceptBatches } from './accept-batches.ts'
import { buildPages } from './build-pages.ts'

export interface Site {
  origin: string
  browser: BrowserContext
}

/** Builds and serves pages with two models and a collector beside them on loopback, none with artificial latency. */
export async function openSite(scope: AsyncDisposableStack, root: string, pages: string[]): Promise<Site> {
  const folder = await temporaryFolder(scope, 'bench')
  await buildPages(root, pages, folder)
  // Isolated: the page's clock then counts in steps of 5 µs.
  const files = staticFiles(folder, { isolated: true })
  const origin = await listen(scope, [faultyModels().handler, acceptBatches, files])
  return { origin, browser: await launchProfile(scope, { bfcache: true }) }
}
