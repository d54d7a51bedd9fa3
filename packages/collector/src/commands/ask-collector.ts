import type { DataLocation } from './data-location.ts'
import { describeFailedResponse } from './describe-failed-response.ts'

/**
 * GETs a path below the collector's URL.
 *
 * @throws When the collector does not answer, or with the collector's error message when it refuses the request.
 */
export async function askCollector(
  { url, token }: Extract<DataLocation, { kind: 'collector' }>,
  path: string,
  query: Record<string, string | undefined>,
): Promise<Response> {
  const target = new URL(path, url)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) target.searchParams.set(name, value)
  }
  const response = await fetch(target, { headers: { authorization: `Bearer ${token}` } }).catch(
    (error: unknown) => {
      throw new Error(`${url.origin} does not answer`, { cause: error })
    },
  )
  if (response.ok) return response
  throw new Error(await describeFailedResponse(response))
}
