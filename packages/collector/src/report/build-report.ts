import { createAnalysis } from '@shadow-mode/analysis'
import type { Pair, Report, Rules } from '@shadow-mode/protocol'
import type { Engine, Window } from '../engine/engine.ts'

export interface ReportRequest {
  experiment: string
  window: Window
  rules: Rules
  /** Called after every 1,000 pairs with the number of pairs read so far. */
  onProgress?: (pairs: number) => void
}

const PROGRESS_EVERY = 1_000

/** Analyses the pairs of an experiment in a window. Without pairs, the report still has the losses and other counts. */
export async function buildReport(engine: Engine, request: ReportRequest): Promise<Report> {
  const { experiment, window, rules, onProgress } = request
  const analysis = createAnalysis({ experiment, window, rules })
  let pairs = 0
  for await (const raw of engine.readPairs(experiment, window)) {
    // The engine stores only what PairSchema accepts.
    const pair: Pair = JSON.parse(raw)
    analysis.add(pair)
    pairs += 1
    if (pairs % PROGRESS_EVERY === 0) onProgress?.(pairs)
  }
  return analysis.report(await engine.readCaptureFacts(experiment))
}
