import { defineConfig } from 'tsdown'

export default defineConfig({
  // The engine's process is started by its file's name: engine-process.ts looks for it beside its own chunk.
  entry: { index: 'src/index.ts', cli: 'src/cli.ts', 'engine-worker': 'src/engine/engine-worker.ts' },
  platform: 'node',
  // `.js`, as package.json says, and not `.mjs`.
  fixedExtension: false,
  dts: { oxc: true },
})
