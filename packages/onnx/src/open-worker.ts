/**
 * The package's own worker. Bundlers find it by this very expression, so it stays a literal, in a file that lies
 * beside the worker; the build replaces the ending.
 */
export function openWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'shadow-mode-onnx' })
}
