import type { Engine } from '../engine/engine.ts'
import { isKnownExperiment } from '../report/is-known-experiment.ts'
import type { FolderLocation } from './data-location.ts'
import { withEngine } from './with-engine.ts'

/** Throws if the engine has no data of the experiment. */
export async function requireExperiment(engine: Engine, experiment: string): Promise<void> {
  if (!(await isKnownExperiment(engine, experiment)))
    throw new Error(`There is no data for the experiment "${experiment}"`)
}

/** Opens a data folder while `use` runs, as `withEngine` does. Throws if the folder has no data of the experiment. */
export function withExperiment<T>(
  location: FolderLocation,
  experiment: string,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  return withEngine(location, { create: false }, async engine => {
    await requireExperiment(engine, experiment)
    return use(engine)
  })
}
