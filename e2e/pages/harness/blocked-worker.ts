addEventListener('message', (event: MessageEvent<number>) => {
  const end = performance.now() + event.data
  while (performance.now() < end) {
    // Busy on purpose: a worker that computes cannot hear anything.
  }
  postMessage({ probability: 0.5, approved: false })
})
