import type { MiddlewareHandler } from 'hono'
import { HttpError } from './http-error.ts'
import { sameSecret } from './same-secret.ts'

const BEARER = /^Bearer +(\S+)$/i

/**
 * Requires `Authorization: Bearer <token>`.
 *
 * @param token If `undefined`, every request is refused with 403.
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
    if (given === undefined || !sameSecret(given, token)) {
      throw new HttpError(401, 'unauthorized', `Expected Authorization: Bearer <${option}>`, {
        headers: { 'www-authenticate': 'Bearer' },
      })
    }
    await next()
  }
}
