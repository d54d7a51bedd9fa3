import type { CollectorProcess } from '@shadow-mode/test-support/servers/collector-process.ts'

/** Ids of the pairs that the collector gives back, in order; one that is stored twice comes twice. */
export async function storedIds(collector: CollectorProcess, experiment: string): Promise<string[]> {
  return (await collector.pairs(experiment)).map(pair => pair.id).toSorted()
}
