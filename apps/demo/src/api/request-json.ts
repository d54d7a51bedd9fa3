import * as v from 'valibot'

const ErrorSchema = v.object({ error: v.string() })

/**
 * Fetches JSON and parses it with `schema`.
 *
 * @throws {Error} with the server's message if it answers with an error; valibot's error if the answer has another shape.
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
