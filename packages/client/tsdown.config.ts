import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/flags.ts'],
  platform: 'browser',
  dts: { oxc: true },
})
