import { join } from 'node:path'
import { Hono } from 'hono'
import { runCollector } from '../collector/run-collector.ts'
import { fileEngine } from './file-engine.ts'

/*
 * The program of `startChildCollector`: a collector with a file engine in the folder of its first argument. It sends its
 * URL and its peak memory when it is ready, and again after each message. On SIGTERM it stops as `collect` does.
 */
const [dir = ''] = process.argv.slice(2)
const collector = await runCollector(
  { dir, ingestKey: 'ingest-key', port: 0 },
  { openEngine: () => fileEngine(join(dir, 'engine.jsonl')), createReportRoutes: () => new Hono() },
)
const sendState = () =>
  process.send?.({ url: collector.url, peakBytes: process.resourceUsage().maxRSS * 1024 })
process.on('message', sendState)
process.on('disconnect', () => process.exit(1))
process.on('SIGTERM', () => {
  void collector.close().then(() => process.exit(0))
})
sendState()
