import type { CDPSession } from 'playwright'

/** What a page holds after a garbage collection. */
export interface Sample {
  listeners: number
  nodes: number
  heapKb: number
}

/** The number of readings of one sample. */
const READINGS = 3

/**
 * Collects garbage, and counts what is left. Takes the lowest of some readings, because calls under way add to it, and
 * what has piled up is in all of them.
 */
export async function samplePage(session: CDPSession): Promise<Sample> {
  const sample: Sample = { listeners: Infinity, nodes: Infinity, heapKb: Infinity }
  for (let reading = 0; reading < READINGS; reading++) {
    await session.send('HeapProfiler.collectGarbage')
    const { jsEventListeners, nodes } = await session.send('Memory.getDOMCounters')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    sample.listeners = Math.min(sample.listeners, jsEventListeners)
    sample.nodes = Math.min(sample.nodes, nodes)
    sample.heapKb = Math.min(sample.heapKb, Math.round(usedSize / 1024))
  }
  return sample
}
