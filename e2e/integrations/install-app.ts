import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInApp } from './run-in-app.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const MODEL = fileURLToPath(new URL('../../packages/onnx/test-models/zipmap.onnx', import.meta.url))

/** Copies an app to `folder`, with what all apps share, and installs it with the packed packages, as a user would. */
export async function installApp(
  app: string,
  folder: string,
  tarballs: Record<string, string>,
): Promise<void> {
  await cp(join(HERE, 'shared'), folder, { recursive: true })
  await cp(join(HERE, 'apps', app), folder, { recursive: true })
  await cp(MODEL, join(folder, 'public/candidate.onnx'))
  const path = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  const packed = {
    ...manifest,
    dependencies: { ...manifest.dependencies, ...tarballs },
    // Packages depend on each other by a version that no registry has.
    overrides: tarballs,
  }
  await writeFile(path, JSON.stringify(packed, null, 2))
  await runInApp(folder, ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'])
}
