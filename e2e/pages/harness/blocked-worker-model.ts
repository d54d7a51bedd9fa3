import type { Model } from '@shadow-mode/client'

/** A model in a worker that is busy for `ms` before each answer. */
export function blockedWorkerModel(version: string, ms: number): Model<unknown, unknown> {
  let worker: Worker | undefined
  return {
    version,
    origin: null,
    predict: () =>
      new Promise((resolve, reject) => {
        worker ??= new Worker(new URL('./blocked-worker.ts', import.meta.url), { type: 'module' })
        worker.addEventListener('message', event => resolve(event.data), { once: true })
        worker.addEventListener('error', () => reject(new Error('the worker failed')), { once: true })
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
        worker.postMessage(ms)
      }),
    stop: () => {
      worker?.terminate()
      worker = undefined
    },
  }
}
