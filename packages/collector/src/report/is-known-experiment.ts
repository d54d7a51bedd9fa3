import type { Engine } from '../engine/engine.ts'

/** True when anything at all was stored under this name, be it only losses, quarantined pairs or outcomes. */
export async function isKnownExperiment(engine: Engine, experiment: string): Promise<boolean> {
  const summaries = await engine.experiments()
  if (summaries.some(summary => summary.experiment === experiment)) return true
  const { losses, quarantined, conflicts, setAside, outcomes } = await engine.captureFacts(experiment)
  const ofOutcomes = outcomes ? outcomes.stored + outcomes.losses.clients + outcomes.setAside : 0
  return losses.clients + quarantined + conflicts + setAside + ofOutcomes > 0
}
