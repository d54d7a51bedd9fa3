import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { build } from 'vite'

const NAME = 'bundle'

/**
 * Bundles `entry` of the built client into one classic script without modules or chunks, as Metro does. Resolves to the
 * script's text. The script sets the global `bundle` to the entry's exports.
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
