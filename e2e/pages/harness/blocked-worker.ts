addEventListener('message', (event: MessageEvent<number>) => {
  const end = performance.now() + event.data
  while (performance.now() < end) {
    // Blocks the worker. It cannot receive messages meanwhile.
  }
  postMessage({ probability: 0.5, approved: false })
})
