import '@shadow-mode/onnx/worker'

const BUSY_MS = 2_000

addEventListener('message', () => {
  const end = performance.now() + BUSY_MS
  while (performance.now() < end) {
    // Blocks the worker after it has received its message.
  }
})
