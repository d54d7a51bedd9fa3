import { defineConfig } from 'tsdown'

/** What every page loads first, with all that it imports. */
const CORE = ['boot/create-shadow-client.ts', 'core/model/http-model.ts']

export default defineConfig({
  entry: ['src/index.ts', 'src/flags.ts', 'src/native.ts', 'src/plain.ts'],
  platform: 'browser',
  dts: { oxc: true },
  outputOptions: {
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        // All that the evaluator shares with it.
        { name: 'is-object', test: /is-object\.ts$/, priority: 1 },
        // Public, and else used by the background alone.
        { name: 'public', test: /(flag-outage-error|sdk-version)\.ts$/ },
        // Shared by `index` and the chunks that load later. In `index`, they would load the rest of that.
        { name: 'shared', test: /(is-string|no-response|likely-cause)\.ts$/ },
        // In one piece, though other chunks share some of it: it is there first. `index` itself is imported by none, or
        // bundlers would keep what only its unused exports load.
        {
          debugName: 'core',
          name(id, graph) {
            const core = new Set(CORE.map(file => `${import.meta.dirname}/src/${file}`))
            for (const file of core) graph.getModuleInfo(file)?.importedIds.forEach(it => core.add(it))
            return core.has(id) ? 'core' : null
          },
        },
      ],
    },
  },
})
