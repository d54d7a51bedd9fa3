import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/native.ts', 'src/plain.ts'],
  platform: 'browser',
  dts: { oxc: true },
})
