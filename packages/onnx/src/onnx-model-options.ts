import type { Tensors } from './tensors/tensors.ts'

/** The URLs of ONNX Runtime's files. Relative URLs resolve against the page. */
export interface OnnxAssets {
  /** The URL where you serve `@shadow-mode/onnx/ort-wasm-simd-threaded.wasm`. */
  wasm: string | URL
  /**
   * The URL of `ort-wasm-simd-threaded.mjs`. The page's Content-Security-Policy must allow its import.
   *
   * @default the copy that the worker contains
   */
  mjs?: string | URL
}

export interface OnnxModelOptions<Input, Output> {
  /** The URL of the `.onnx` file. A relative URL resolves against the page. Another origin must allow CORS. */
  url: string | URL
  /**
   * The URLs of the files with the model's external data, by their paths in the model. Set it for models that keep their
   * weights in a second file.
   *
   * @default no files
   * @example { 'candidate.onnx.data': '/models/candidate.onnx.data' }
   */
  externalData?: Readonly<Record<string, string | URL>>
  /** The model's version. Pairs and reports show it. It must not be empty. */
  version: string
  /**
   * The names of the outputs to read. They must be tensors: ONNX Runtime Web reads no maps and no sequences.
   *
   * @default all tensors. `decode` throws if it asks for another output.
   */
  outputs?: readonly string[]
  /**
   * Turns an input into the graph's input tensors. It runs on the main thread for each call. Return new arrays, because
   * their buffers are moved to the worker. If it throws, the call rejects with the same error.
   *
   * @example input => ({ features: { data: Float32Array.of(input.age, input.limit), dims: [1, 2] } })
   */
  encode: (input: Input) => Tensors
  /**
   * Turns the graph's outputs into the answer. It runs on the main thread. If it throws, the call rejects with the same
   * error.
   *
   * The elements of an int64 or uint64 tensor are `BigInt`s. In an answer, they are recorded as numbers up to
   * `Number.MAX_SAFE_INTEGER` and as decimal texts beyond, and a typed array is recorded as an array of numbers.
   */
  decode: (outputs: Tensors) => Output
  /**
   * Creates the worker. It is called for the first call, and again after a worker has ended.
   *
   * The default works without a bundler, and with bundlers that copy the file of `new URL('./file', import.meta.url)`, such
   * as webpack, Turbopack and Vite. For others, serve `dist/worker.js`, create a module worker from it, and set `assets`.
   *
   * A page with Trusted Types must allow the policy `shadow-mode-onnx`.
   *
   * @default the package's own worker
   * @example () => new Worker('/static/shadow-mode/worker.js', { type: 'module' })
   */
  worker?: () => Worker
  /**
   * The URLs of ONNX Runtime's files.
   *
   * @default the files of this package
   */
  assets?: OnnxAssets
  /**
   * Maximum duration of loading, in milliseconds. Loading starts the worker, fetches the model file and
   * creates the session. After this time, waiting calls reject with `load-timeout`. A call that ends earlier does not
   * stop the load. The value must be above 0 and at most 2,147,483,647.
   *
   * @default 30_000
   */
  loadTimeoutMs?: number
}
