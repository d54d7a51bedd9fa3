import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInApp } from './run-in-app.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PACKAGES = ['protocol', 'client', 'react', 'onnx']

/** Packs what would be published, after a build. Resolves to the tarballs by package name. */
export async function packPackages(folder: string): Promise<Record<string, string>> {
  for (const name of PACKAGES)
    await runInApp(join(ROOT, 'packages', name), [
      'npx',
      '-y',
      'pnpm@12.21.0',
      'pack',
      '--pack-destination',
      folder,
    ])
  const files = await readdir(folder)
  return Object.fromEntries(
    PACKAGES.map(name => {
      const file = files.find(it => it.startsWith(`shadow-mode-${name}-`))
      if (!file) throw new Error(`packages/${name} was not packed: run "pnpm run build" first`)
      return [`@shadow-mode/${name}`, `file:${join(folder, file)}`]
    }),
  )
}
