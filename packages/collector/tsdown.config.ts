import { defineConfig } from 'tsdown'

export default defineConfig({
  // Processes and workers are started by the name of their file, which is looked for beside the chunk that starts it.
  entry: {
    index: 'src/index.ts',
    cli: 'src/cli.ts',
    'engine-worker': 'src/engine/engine-worker.ts',
    'parse-worker': 'src/intake/parser/parse-worker.ts',
  },
  platform: 'node',
  // `.js`, as package.json says, and not `.mjs`.
  fixedExtension: false,
  dts: { oxc: true },
})
