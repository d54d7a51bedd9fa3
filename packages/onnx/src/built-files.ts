/**
 * The URLs of the files beside this one. Bundlers look for this exact expression, copy the file, and put in its URL. So
 * the paths must be literals, and the worker must not be created in the same expression: then they would bundle it.
 * The build replaces both paths.
 */
export const builtFiles = (): { worker: string; wasm: string } => ({
  worker: new URL('./worker.ts', import.meta.url).href,
  wasm: new URL('../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm', import.meta.url).href,
})
