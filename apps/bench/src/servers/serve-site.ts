import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { staticFiles } from '@shadow-mode/test-support/servers/static-files.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { acceptBatches } from './accept-batches.ts'
import { buildPages } from './build-pages.ts'
import { instantModels } from './instant-models.ts'

/**
 * Builds pages and serves them with two models, a collector and the handlers `more` on one origin. Nothing has
 * artificial latency. Resolves to the origin.
 */
export async function serveSite(
  scope: AsyncDisposableStack,
  root: string,
  pages: string[],
  more: Handler[] = [],
): Promise<string> {
  const folder = await temporaryFolder(scope, 'bench')
  await buildPages(root, pages, folder)
  // In an isolated page the clock has steps of 5 µs.
  const files = staticFiles(folder, { isolated: true })
  return listen(scope, [instantModels, acceptBatches, ...more, files])
}
