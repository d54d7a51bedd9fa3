import { type Context, Hono } from 'hono'
import type { Engine } from '../engine/engine.ts'
import { HttpError } from '../http/http-error.ts'
import { buildReport } from './build-report.ts'
import { createLineStream } from './create-line-stream.ts'
import { formatLines } from './format-lines.ts'
import { InvalidValueError } from './invalid-value-error.ts'
import { isKnownExperiment } from './is-known-experiment.ts'
import { parseRules } from './parse-rules.ts'
import { parseWindow } from './parse-window.ts'

export interface ReportRoutesOptions {
  engine: Engine
  /** Resolves when every record acknowledged before the call is in the engine. */
  waitUntilDrained: () => Promise<void>
}

function parseOrRefuse<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof InvalidValueError)
      throw new HttpError(400, 'invalid', error.message, { cause: error })
    throw error
  }
}

// Refuse unknown parameters, because a misspelt `from` would give a verdict for a different window.
function parseQuery({ req }: Context, known: readonly string[]): Record<string, string> {
  const given = req.query()
  const unknown = Object.keys(given).find(name => !known.includes(name))
  if (unknown === undefined) return given
  const expected = known.length > 0 ? `expected ${known.join(', ')}` : 'expected none'
  throw new HttpError(400, 'invalid', `${unknown.slice(0, 80)}: unknown parameter, ${expected}`)
}

const respondWithLines = (context: Context, raws: AsyncIterable<string>): Response =>
  context.body(createLineStream(formatLines(raws)), 200, { 'content-type': 'application/x-ndjson' })

/**
 * `GET /v1/experiments`, `/v1/experiments/:experiment/report?from&to&rules` (rules as JSON text),
 * `/v1/experiments/:experiment/pairs?from&to` and `/v1/experiments/:experiment/outcomes` (one per line). The routes do
 * not check the read token.
 *
 * @throws {HttpError} 400 for an invalid or unknown parameter, 404 for an unknown experiment.
 * @throws What `waitUntilDrained` throws.
 */
export function createReportRoutes({ engine, waitUntilDrained }: ReportRoutesOptions): Hono {
  const requireExperiment = async (experiment: string): Promise<void> => {
    await waitUntilDrained()
    if (await isKnownExperiment(engine, experiment)) return
    throw new HttpError(404, 'unknown-experiment', `There is no data for the experiment "${experiment}"`)
  }

  const routes = new Hono()
  routes.get('/v1/experiments', async context => {
    await waitUntilDrained()
    return context.json({ experiments: await engine.listExperiments() })
  })
  routes.get('/v1/experiments/:experiment/report', async context => {
    const experiment = context.req.param('experiment')
    const { from, to, rules } = parseQuery(context, ['from', 'to', 'rules'])
    const request = parseOrRefuse(() => ({ window: parseWindow({ from, to }), rules: parseRules(rules) }))
    await requireExperiment(experiment)
    return context.json(await buildReport(engine, { experiment, ...request }))
  })
  routes.get('/v1/experiments/:experiment/pairs', async context => {
    const experiment = context.req.param('experiment')
    const { from, to } = parseQuery(context, ['from', 'to'])
    const window = parseOrRefuse(() => parseWindow({ from, to }))
    await requireExperiment(experiment)
    return respondWithLines(context, engine.readPairs(experiment, window))
  })
  routes.get('/v1/experiments/:experiment/outcomes', async context => {
    const experiment = context.req.param('experiment')
    parseQuery(context, [])
    await requireExperiment(experiment)
    return respondWithLines(context, engine.readOutcomes(experiment))
  })
  return routes
}
