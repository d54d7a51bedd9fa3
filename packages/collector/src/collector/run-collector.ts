import { resolve } from 'node:path'
import { escapeForTerminal } from '../cli/escape-for-terminal.ts'
import { openFlags } from '../flags/open-flags.ts'
import { createBodyBudget } from '../http/create-body-budget.ts'
import { createRefusalReporter } from '../http/create-refusal-reporter.ts'
import { findOriginWarnings } from '../http/find-origin-warnings.ts'
import { listen } from '../http/listen.ts'
import { MAX_BUFFERED_BYTES, MAX_BUFFERED_BYTES_PER_ADDRESS } from '../intake/intake-limits.ts'
import { createBodyParser } from '../intake/parser/create-body-parser.ts'
import { type CollectorMetrics, createCollectorMetrics } from '../metrics/create-collector-metrics.ts'
import { type Pipeline, startPipeline } from '../pipeline/start-pipeline.ts'
import { startRetention } from '../pipeline/start-retention.ts'
import { stopPipeline } from '../pipeline/stop-pipeline.ts'
import { assertOptions } from './assert-options.ts'
import type { Collector, CollectorOptions } from './collector-options.ts'
import type { CollectorParts } from './collector-parts.ts'
import { createCollectorApp } from './create-collector-app.ts'
import { describeExpired } from './describe-expired.ts'
import { type OpenFolder, openFolder } from './open-folder.ts'

const CLOSE_DRAIN_MS = 30_000

const printProblem = (message: string): void => {
  process.stderr.write(`shadow-mode: ${escapeForTerminal(message)}\n`)
}

/**
 * Opens the parts of a collector in order. If one cannot be opened, closes those opened before it, the last one first.
 */
export async function runCollector(options: CollectorOptions, parts: CollectorParts): Promise<Collector> {
  assertOptions(options)
  const { onProblem = printProblem } = options
  for (const warning of findOriginWarnings(options.allowOrigins ?? [])) onProblem(warning)
  const createReporter = () => createRefusalReporter(Date.now, onProblem)
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer()
  }
  try {
    const folder = await openFolder({ ...options, onProblem }, parts, closer => closers.push(closer))
    const { usedBytes } = folder.storage
    const budget = createBodyBudget({
      limit: MAX_BUFFERED_BYTES,
      limitPerAddress: MAX_BUFFERED_BYTES_PER_ADDRESS,
      now: () => performance.now(),
    })
    const parser = createBodyParser()
    closers.push(() => parser.close())
    const metrics = createCollectorMetrics(
      folder.log.state,
      { usedBytes, maxBytes: options.maxBytes },
      { heldBytes: budget.heldBytes, waiting: parser.waiting },
    )
    const pipeline = drainLog(folder, metrics, onProblem)
    closers.push(() => stopPipeline(pipeline, parts.closeDrainMs ?? CLOSE_DRAIN_MS, onProblem))
    const stopRetention = deleteExpired(folder, metrics, onProblem, parts.retentionIntervalMs)
    closers.push(async () => stopRetention())
    const flags =
      options.flagsFile === undefined
        ? null
        : await openFlags(resolve(options.flagsFile), metrics.countFlagProblem, onProblem, createReporter())
    const app = createCollectorApp(options, parts, {
      folder,
      budget,
      parser,
      pipeline,
      metrics,
      flags,
      onProblem,
      createReporter,
    })
    const listener = await listen(app, options.host ?? '127.0.0.1', options.port ?? 8787)
    closers.push(() => listener.close())
    return { url: listener.url, close }
  } catch (error) {
    await close()
    throw error
  }
}

function drainLog(
  { log, engine }: OpenFolder,
  metrics: CollectorMetrics,
  onProblem: (message: string) => void,
): Pipeline {
  return startPipeline({
    log,
    engine,
    onStored: metrics.countStored,
    onFailure: error => {
      metrics.countEngineFailure()
      onProblem(`The engine failed and will be retried: ${String(error)}`)
    },
  })
}

function deleteExpired(
  { engine, log, storage }: OpenFolder,
  metrics: CollectorMetrics,
  onProblem: (message: string) => void,
  intervalMs: number | undefined,
): () => void {
  return startRetention({
    engine,
    log,
    intervalMs,
    onExpired: counts => {
      metrics.countExpired(counts)
      onProblem(describeExpired(counts))
      void storage.measure()
    },
    onFailure: error => onProblem(`The retention failed and will be repeated: ${String(error)}`),
  })
}
