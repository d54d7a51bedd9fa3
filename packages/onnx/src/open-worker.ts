/**
 * Starts the package's own worker. Bundlers look for this exact expression, so the URL must be a literal. This file must
 * stay next to `worker.ts`. The build replaces the file extension.
 */
export function openWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'shadow-mode-onnx' })
}
