import { getRequestListener } from '@hono/node-server'
import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'
import type { Hono } from 'hono'

/** Turns the app into a handler that answers every request. */
export function appHandler(app: Hono): Handler {
  const answer = getRequestListener(app.fetch)
  return async (request, response) => {
    await answer(request, response)
    return true
  }
}
