import { serveStatic } from '@hono/node-server/serve-static'
import { describeIssues } from '@shadow-mode/protocol'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { DemoConfig } from '../contract/demo-config.ts'
import { FLAG_MODES } from '../contract/flag-mode.ts'
import { SCENARIOS } from '../contract/scenario.ts'
import type { FlagFile } from './flag-file.ts'
import { type ReportSource, readReport } from './read-report.ts'
import type { ScenarioControl } from './scenario-control.ts'

export interface DemoAppOptions {
  config: DemoConfig
  flags: FlagFile
  scenarios: ScenarioControl
  report: ReportSource
  /** The folder of the built pages. A relative path starts at the working folder. */
  pages: string
}

const FlagBody = v.object({ mode: v.picklist(FLAG_MODES) })
const ScenarioBody = v.object({ scenario: v.picklist(SCENARIOS) })

/** Serves the pages, and the routes for what a page may not do itself. */
export function demoApp({ config, flags, scenarios, report, pages }: DemoAppOptions): Hono {
  const app = new Hono()

  app.onError((error, context) => {
    if (v.isValiError(error)) return context.json({ error: describeIssues(error.issues) }, 400)
    if (error instanceof SyntaxError) return context.json({ error: error.message }, 400)
    console.error(error)
    return context.json({ error: error.message }, 500)
  })

  app.get('/api/config', context => context.json(config))

  app.get('/api/flag', async context => context.json({ mode: await flags.read() }))
  app.put('/api/flag', async context => {
    const { mode } = v.parse(FlagBody, await context.req.json())
    await flags.write(mode)
    return context.json({ mode })
  })

  app.get('/api/scenario', context => context.json({ scenario: scenarios.current() }))
  app.put('/api/scenario', async context => {
    const { scenario } = v.parse(ScenarioBody, await context.req.json())
    await scenarios.change(scenario)
    return context.json({ scenario })
  })

  app.get('/api/report', context => readReport(report, context.req.query()))

  app.use('*', serveStatic({ root: pages }))
  return app
}
