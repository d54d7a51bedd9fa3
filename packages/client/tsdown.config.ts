import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/flags.ts', 'src/native.ts', 'src/plain.ts'],
  platform: 'browser',
  dts: { oxc: true },
  outputOptions: {
    codeSplitting: {
      includeDependenciesRecursively: false,
      // Public, and used by the background alone: in a chunk of its own, or each page would load it with the core.
      groups: [{ name: 'flag-outage-error', test: /(flag-outage-error|sdk-version)\.ts$/ }],
    },
  },
})
