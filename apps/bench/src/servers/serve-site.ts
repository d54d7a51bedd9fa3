import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { staticFiles } from '@shadow-mode/test-support/servers/static-files.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { acceptBatches } from './accept-batches.ts'
import { buildPages } from './build-pages.ts'
import { instantModels } from './instant-models.ts'

/**
 * Builds and serves pages with two models and a collector beside them on loopback, none with artificial latency, and
 * what `more` serves. Resolves to their origin.
 */
export async function serveSite(
  scope: AsyncDisposableStack,
  root: string,
  pages: string[],
  more: Handler[] = [],
): Promise<string> {
  const folder = await temporaryFolder(scope, 'bench')
  await buildPages(root, pages, folder)
  // Isolated: the page's clock then counts in steps of 5 µs.
  const files = staticFiles(folder, { isolated: true })
  return listen(scope, [instantModels, acceptBatches, ...more, files])
}
