import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/json-schema.ts'],
  platform: 'neutral',
  // File by file: a browser bundle then carries only the schemas that it uses.
  unbundle: true,
  dts: { oxc: true },
})
