// scientist is made for Node and measures with `process.hrtime`.
const hrtime = (from: [number, number] = [0, 0]): [number, number] => {
  const now = performance.now() / 1_000
  return [Math.floor(now) - from[0], (now % 1) * 1e9 - from[1]]
}
Object.assign(globalThis, { process: { hrtime, env: {} } })
