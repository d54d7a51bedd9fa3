import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/flags.ts', 'src/native.ts', 'src/plain.ts'],
  platform: 'browser',
  dts: { oxc: true },
  outputOptions: {
    codeSplitting: {
      includeDependenciesRecursively: false,
      // Exported, but of no use before the first live answer: by itself it stays out of what loads until then.
      groups: [{ name: 'flag-outage-error', test: /flag-outage-error\.ts$/ }],
    },
  },
})
