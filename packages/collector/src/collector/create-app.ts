import { type Context, Hono } from 'hono'
import { allowOrigins } from '../http/allow-origins.ts'
import { answerError } from '../http/answer-error.ts'
import type { RefusalReporter } from '../http/create-refusal-reporter.ts'
import { HttpError } from '../http/http-error.ts'
import { requireToken } from '../http/require-token.ts'
import { countResponses } from '../metrics/count-responses.ts'
import { type CollectorMetrics } from '../metrics/create-collector-metrics.ts'

export interface AppParts {
  /** As in `CollectorOptions.allowOrigins`. */
  allowedOrigins: string[]
  onRefusedOrigin: RefusalReporter
  readToken: string | undefined
  metrics: CollectorMetrics
  onProblem: (message: string) => void
  /** Routes that check the ingest key themselves, or are public. */
  routesWithoutReadToken: Hono[]
  /** Routes under `/v1/experiments`. They need the read token. */
  routesWithReadToken: Hono
}

/** Combines all routes and adds error handling, CORS, tokens and metrics. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono()
  app.onError(answerError(parts.onProblem))
  app.notFound(() => {
    throw new HttpError(404, 'not-found', 'Unknown route')
  })
  app.use(countResponses(parts.metrics))
  app.use('/v1/*', allowOrigins(parts.allowedOrigins, parts.onRefusedOrigin, isForPages))
  app.use('/v1/experiments/*', requireToken(parts.readToken, '--read-token'))
  for (const routes of parts.routesWithoutReadToken) app.route('/', routes)
  app.route('/', parts.routesWithReadToken)
  // For unknown routes: without it, browsers would blame CORS for a misspelt URL.
  app.use(allowOrigins(parts.allowedOrigins, parts.onRefusedOrigin, isForPages))
  return app
}

/** A proxy may turn cookies into a read token, so pages may not send cookies to the routes that need one. */
const isForPages = ({ req }: Context): boolean => !req.path.startsWith('/v1/experiments')
