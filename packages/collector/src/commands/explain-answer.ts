import * as v from 'valibot'

const ErrorSchema = v.object({ error: v.object({ message: v.string() }) })

function words(text: string): string {
  try {
    return v.parse(ErrorSchema, JSON.parse(text)).error.message
  } catch {
    // A proxy may answer with something other than JSON.
    return text.slice(0, 200)
  }
}

/** The error message of a failed response. */
export async function explainAnswer(response: Response): Promise<string> {
  const said = words(await response.text()).trim() || response.statusText
  const hint =
    response.status === 431 || response.status === 414 ? ' (rules: too long to be sent; use --data)' : ''
  return `The collector answered ${response.status}: ${said}${hint}`
}
