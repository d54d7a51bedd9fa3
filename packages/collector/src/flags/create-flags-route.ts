import { Hono } from 'hono'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { answerCors } from '../http/answer-cors.ts'
import { HttpError } from '../http/http-error.ts'
import type { FlagFile } from './open-flag-file.ts'

const RETAINED_HEADERS = [
  ...RETAINED_304_HEADERS,
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'cross-origin-resource-policy',
]

/**
 * `GET /flags.json`, public for every origin. Clients revalidate the response each time (`no-cache`), usually with a
 * 304. Answers 404 without a valid flag file.
 */
export function createFlagsRoute(file: FlagFile | null): Hono {
  const app = new Hono()
  app.use(
    '/flags.json',
    answerCors({ allows: () => true, methods: ['GET'], credentials: () => true }),
    etag({ retainedHeaders: RETAINED_HEADERS }),
  )
  app.get('/flags.json', async context => {
    const state = (await file?.read()) ?? { kind: 'absent' }
    if (state.kind === 'absent') throw new HttpError(404, 'no-flags', 'This collector has no valid flag file')
    return context.body(state.text, 200, {
      'content-type': 'application/json; charset=UTF-8',
      'cache-control': 'no-cache',
      'cross-origin-resource-policy': 'cross-origin',
      etag: state.etag,
    })
  })
  return app
}
