import { defineConfig } from 'tsdown'

const index = `${import.meta.dirname}/src/index.ts`

export default defineConfig({
  entry: ['src/index.ts', 'src/flags.ts', 'src/native.ts', 'src/plain.ts'],
  platform: 'browser',
  dts: { oxc: true },
  // Chunks are measured by their names.
  hash: false,
  outputOptions: {
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        // What chunks share that can do without `index`: the evaluator, and what `index` imports itself.
        { name: 'shared', test: /(is-object|shadow-mode-error)\.ts$/, priority: 1 },
        // Public, and used by the background alone: in a chunk of its own, or each page would load it with the core.
        { name: 'flag-outage-error', test: /(flag-outage-error|sdk-version)\.ts$/, priority: 1 },
        // All else that `index` needs is in one piece with it: it is there first, whoever shares it.
        {
          debugName: 'index',
          name(id, graph) {
            const needed = new Set([index])
            for (const by of needed)
              for (const it of graph.getModuleInfo(by)?.importedIds ?? []) needed.add(it)
            return needed.has(id) ? 'index' : null
          },
        },
      ],
    },
  },
})
