import '@shadow-mode/onnx/worker'

const BUSY_MS = 2_000

addEventListener('message', () => {
  const end = performance.now() + BUSY_MS
  while (performance.now() < end) {
    // Busy on purpose: the worker has heard of its work and cannot go on with it.
  }
})
