import * as v from 'valibot'

const ErrorSchema = v.object({ error: v.string() })

/**
 * Fetches JSON and parses it by `schema`.
 *
 * @throws {Error} with the server's own words when it answers with an error; what valibot throws for another shape.
 */
export async function requestJson<Value>(
  schema: v.GenericSchema<unknown, Value>,
  url: string,
  init?: RequestInit,
): Promise<Value> {
  const response = await fetch(url, init)
  if (!response.ok) {
    const text = await response.text()
    throw new Error(`${url} answered ${response.status}: ${errorIn(text) ?? text.slice(0, 200)}`)
  }
  return v.parse(schema, await response.json())
}

function errorIn(text: string): string | undefined {
  try {
    return v.parse(ErrorSchema, JSON.parse(text)).error
  } catch {
    return undefined
  }
}
