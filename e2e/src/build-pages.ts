import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../pages', import.meta.url))

/** Builds the test pages with the built packages, as a user's bundler would. Resolves to their folder. */
export async function buildPages(scope: AsyncDisposableStack): Promise<string> {
  const outDir = await temporaryFolder(scope, 'pages')
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: { input: ['harness', 'chaos', 'soak', 'blank'].map(page => `${ROOT}/${page}.html`) },
    },
    worker: { format: 'es' },
  })
  return outDir
}
