import type { MiddlewareHandler } from 'hono'
import { HttpError } from './http-error.ts'
import { isSameSecret } from './is-same-secret.ts'

const BEARER = /^Bearer +(\S+)$/i

/**
 * Requires `Authorization: Bearer <token>`. Refuses other requests with 401.
 *
 * @param token Without a token, or with an empty one, every request is refused with 403.
 * @param option The command-line option of the token, for messages.
 */
export function requireToken(token: string | undefined, option: string): MiddlewareHandler {
  return async (context, next) => {
    if (!token)
      throw new HttpError(
        403,
        'no-token',
        `This route is disabled, because the collector was started without ${option}`,
      )
    const given = BEARER.exec(context.req.header('authorization') ?? '')?.[1]
    if (given === undefined || !isSameSecret(given, token)) {
      throw new HttpError(401, 'unauthorized', `Expected Authorization: Bearer <${option}>`, {
        headers: { 'www-authenticate': 'Bearer' },
      })
    }
    await next()
  }
}
