import type { Engine } from '../engine/engine.ts'

/** True when anything at all was stored under this name, be it only losses or quarantined pairs. */
export async function isKnownExperiment(engine: Engine, experiment: string): Promise<boolean> {
  const summaries = await engine.experiments()
  if (summaries.some(summary => summary.experiment === experiment)) return true
  const { losses, quarantined, conflicts, setAside } = await engine.captureFacts(experiment)
  return losses.clients + quarantined + conflicts + setAside > 0
}
