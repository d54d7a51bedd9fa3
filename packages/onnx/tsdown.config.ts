import { defineConfig } from 'tsdown'

const shared = { platform: 'browser', dts: { oxc: true } } as const

const RUNTIME = 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'

export default defineConfig([
  {
    ...shared,
    entry: ['src/index.ts'],
    plugins: [
      {
        name: 'built-files',
        transform: {
          filter: { id: /built-files\.ts$/ },
          handler: code =>
            code
              .replace("'./worker.ts'", "'./worker.js'")
              .replace(`'../${RUNTIME}'`, "'./ort-wasm-simd-threaded.wasm'"),
        },
      },
    ],
  },
  {
    // One file that imports nothing and knows no `import.meta`: bundlers copy it as it is, and any page can serve it.
    ...shared,
    entry: ['src/worker.ts'],
    deps: { onlyBundle: ['@petamoriken/float16', 'onnxruntime-web'] },
    define: { 'import.meta.url': 'undefined' },
    minify: true,
    copy: [RUNTIME],
  },
])
