import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as v from 'valibot'

/**
 * Parses the request's body.
 *
 * @throws {HTTPException} 400 with a message that names the field.
 */
export async function readJson<Output>(
  context: Context,
  schema: v.GenericSchema<unknown, Output>,
): Promise<Output> {
  let body: unknown
  try {
    body = JSON.parse(await context.req.text())
  } catch (cause) {
    throw new HTTPException(400, { message: 'body: Expected JSON', cause })
  }
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  const [issue] = result.issues
  throw new HTTPException(400, { message: `${v.getDotPath(issue) ?? 'body'}: ${issue.message}` })
}
