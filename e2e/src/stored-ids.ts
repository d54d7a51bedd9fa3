import type { CollectorProcess } from '@shadow-mode/test-support/servers/collector-process.ts'

/** The sorted ids of the stored pairs. A pair that is stored twice comes twice. */
export async function storedIds(collector: CollectorProcess, experiment: string): Promise<string[]> {
  return (await collector.pairs(experiment)).map(pair => pair.id).toSorted()
}
