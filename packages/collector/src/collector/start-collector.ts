import { findNodeProblem } from '../cli/find-node-problem.ts'
import { openEngine } from '../engine/open-engine.ts'
import { createReportRoutes } from '../report/create-report-routes.ts'
import type { Collector, CollectorOptions } from './collector-options.ts'
import { runCollector } from './run-collector.ts'

/**
 * Starts a collector with the embedded engine.
 *
 * @throws {TypeError} An option is out of its range: the message names it.
 * @throws {FolderLockedError} Another process uses the data folder.
 * @throws When Node is older than 22.22, when the port is in use, or when the engine or the log cannot be opened.
 */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const problem = findNodeProblem(process.versions.node)
  if (problem !== null) throw new Error(`@shadow-mode/collector ${problem}`)
  return runCollector(options, { openEngine, createReportRoutes })
}
