import type { Pair } from '@shadow-mode/protocol'
import type { IngestRecord } from '../engine/engine.ts'

/** The record that intake makes of a pair. Pass `raw` if the text should differ from the pair's plain JSON. */
export function ingestRecord(pair: Pair, seq: number, raw: string = JSON.stringify(pair)): IngestRecord {
  return { seq, id: pair.id, experiment: pair.experiment, raw }
}
