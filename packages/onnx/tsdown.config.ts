import { defineConfig } from 'tsdown'

const shared = { platform: 'browser', dts: { oxc: true } } as const

export default defineConfig([
  {
    ...shared,
    entry: ['src/index.ts'],
    plugins: [
      {
        name: 'worker-ending',
        transform: {
          filter: { id: /open-worker\.ts$/ },
          handler: code => code.replace("'./worker.ts'", "'./worker.js'"),
        },
      },
    ],
  },
  {
    // A separate build keeps the worker in one file, so that a page can serve it without a bundler.
    ...shared,
    entry: ['src/worker.ts'],
    deps: { onlyBundle: ['onnxruntime-web'] },
    copy: ['node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'],
  },
])
