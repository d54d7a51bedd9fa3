import { Hono } from 'hono'
import { allowOrigins } from '../http/allow-origins.ts'
import { answerError } from '../http/answer-error.ts'
import type { ReportRefusal } from '../http/create-refusal-reporter.ts'
import { HttpError } from '../http/http-error.ts'
import { requireToken } from '../http/require-token.ts'
import { type CollectorMetrics } from '../metrics/collector-metrics.ts'
import { countResponses } from '../metrics/count-responses.ts'

export interface AppParts {
  allowOrigins: string[]
  onRefusedOrigin: ReportRefusal
  readToken: string | undefined
  metrics: CollectorMetrics
  onProblem: (message: string) => void
  /** Routes that check access themselves or are public. */
  open: Hono[]
  /** Routes under `/v1/experiments`. They need the read token. */
  read: Hono
}

/** Combines all routes and adds error handling, CORS, tokens and metrics. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono()
  app.onError(answerError(parts.onProblem))
  app.notFound(() => {
    throw new HttpError(404, 'not-found', 'Unknown route')
  })
  app.use(countResponses(parts.metrics))
  app.use('/v1/*', allowOrigins(parts.allowOrigins, parts.onRefusedOrigin))
  app.use('/v1/experiments/*', requireToken(parts.readToken, '--read-token'))
  for (const routes of parts.open) app.route('/', routes)
  app.route('/', parts.read)
  return app
}
