import * as v from 'valibot'

const ErrorSchema = v.object({ error: v.object({ message: v.string() }) })

function errorMessage(text: string): string {
  try {
    return v.parse(ErrorSchema, JSON.parse(text)).error.message
  } catch {
    // A proxy may answer with something other than JSON.
    return text.slice(0, 200)
  }
}

/** Describes a failed response of the collector for an error message. */
export async function describeFailedResponse(response: Response): Promise<string> {
  const message = errorMessage(await response.text()).trim() || response.statusText
  const hint =
    response.status === 431 || response.status === 414 ? ' (rules: too long for a request; use --data)' : ''
  return `The collector answered ${response.status}: ${message}${hint}`
}
