import type { Tensors } from './tensors/tensors.ts'

/** Where the ONNX Runtime's own files lie. Relative URLs are relative to the page. */
export interface OnnxAssets {
  /** `@shadow-mode/onnx/ort-wasm-simd-threaded.wasm`, wherever you serve it. */
  wasm: string | URL
  /**
   * `ort-wasm-simd-threaded.mjs`. Not needed: the worker contains it. With it, the worker imports this file instead,
   * which a page's Content-Security-Policy must allow.
   */
  mjs?: string | URL
}

export interface OnnxModelOptions<Input, Output> {
  /** The `.onnx` file. A relative URL is relative to the page; another origin must allow CORS. */
  url: string | URL
  /** The model's version, as pairs and reports show it. Not empty. */
  version: string
  /**
   * Turns an input into the graph's input tensors. Runs on the main thread, at the call. Buffers that a tensor covers
   * wholly are *moved* to the worker, so return fresh arrays. What it throws is the call's error, untouched.
   *
   * @example input => ({ features: { data: Float32Array.of(input.age, input.limit), dims: [1, 2] } })
   */
  encode: (input: Input) => Tensors
  /** Turns the graph's outputs into the answer. Runs on the main thread. What it throws is the call's error, untouched. */
  decode: (outputs: Tensors) => Output
  /**
   * Creates the worker; called at the first call, and again after the worker ended. Default: the package's own, which
   * Vite finds by itself (older than 8: name this package in `optimizeDeps.exclude`), as does any page that can load
   * the package's `dist` from its own origin. Otherwise serve `dist/worker.js` and the wasm beside it, or give `assets`,
   * and create a *module* worker from the first.
   *
   * @example () => new Worker('/static/shadow-mode/worker.js', { type: 'module' })
   */
  worker?: () => Worker
  /** Default: beside the worker. */
  assets?: OnnxAssets
  /**
   * How long loading (worker, model file, runtime, session) may take, counted apart from any call's timeout. A call
   * that ends earlier leaves the load going on for the next one. Milliseconds, above 0, at most 2,147,483,647 (what
   * a timer holds); default 30,000. At its limit the waiting calls fail with `load-timeout`.
   */
  loadTimeoutMs?: number
}
