import * as v from 'valibot'

const ErrorSchema = v.object({ error: v.object({ message: v.string() }) })

function readErrorMessage(text: string): string {
  try {
    return v.parse(ErrorSchema, JSON.parse(text)).error.message
  } catch {
    // A proxy may answer with something other than JSON.
    return text.slice(0, 200)
  }
}

/** Describes a response of the collector that is not 2xx, for an error message. */
export async function describeFailedResponse(response: Response): Promise<string> {
  const message = readErrorMessage(await response.text()).trim() || response.statusText
  const hint =
    response.status === 431 || response.status === 414
      ? ' (the rules are too long for a URL; use --data)'
      : ''
  return `The collector answered ${response.status}: ${message}${hint}`
}
