import { nodeProblem } from '../cli/node-problem.ts'
import { openEngine } from '../engine/open-engine.ts'
import { reportRoutes } from '../report/report-routes.ts'
import type { Collector, CollectorOptions } from './collector-options.ts'
import { runCollector } from './run-collector.ts'

/**
 * Starts a collector with the embedded engine.
 *
 * @throws When Node is older than 22.22, when the folder or the port is in use, or when the engine or the log cannot be
 * opened.
 */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const problem = nodeProblem(process.versions.node)
  if (problem !== null) throw new Error(`@shadow-mode/collector ${problem}`)
  return runCollector(options, { openEngine, reportRoutes })
}
