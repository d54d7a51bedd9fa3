import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { build } from 'vite'

const NAME = 'bundle'

/**
 * Bundles `entry` of the built client into one classic script, as Metro does: no chunks, no modules. Resolves to its
 * text, which leaves the entry's exports in the global `bundle`.
 */
export async function bundleScript(scope: AsyncDisposableStack, entry: string): Promise<string> {
  const folder = await temporaryFolder(scope, 'bundle')
  const source = join(folder, 'entry.js')
  await writeFile(
    source,
    `export * from ${JSON.stringify(import.meta.resolve(entry).replace('file://', ''))}`,
  )
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: join(folder, 'out'),
      target: 'es2022',
      minify: false,
      lib: { entry: source, formats: ['iife'], name: NAME, fileName: () => 'bundle.js' },
    },
  })
  return readFile(join(folder, 'out/bundle.js'), 'utf8')
}
