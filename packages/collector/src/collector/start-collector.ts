import { openEngine } from '../engine/open-engine.ts'
import { createReportRoutes } from '../report/create-report-routes.ts'
import type { Collector, CollectorOptions } from './collector-options.ts'
import { runCollector } from './run-collector.ts'

/**
 * Starts a collector with the embedded engine.
 *
 * @throws {TypeError} `ingestKey` is empty, or `allowOrigins` contains something else than `*` or an origin.
 * @throws {FolderLockedError} Another process uses the data folder.
 * @throws When the port is in use, or when the engine or the log cannot be opened.
 */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  return runCollector(options, { openEngine, createReportRoutes })
}
