import type { Engine } from '../engine/engine.ts'

/** Whether the engine has any data of the experiment, including losses, quarantined pairs and outcomes. */
export async function isKnownExperiment(engine: Engine, experiment: string): Promise<boolean> {
  const summaries = await engine.listExperiments()
  if (summaries.some(summary => summary.experiment === experiment)) return true
  const { losses, quarantined, conflicts, setAside, outcomes } = await engine.readCaptureFacts(experiment)
  const countClients = ({ clients, setAside: implausible }: typeof losses): number =>
    clients + (implausible?.clients ?? 0)
  const outcomeCount = outcomes ? outcomes.stored + countClients(outcomes.losses) + outcomes.setAside : 0
  return countClients(losses) + quarantined + conflicts + setAside + outcomeCount > 0
}
