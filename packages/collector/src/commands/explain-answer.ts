import * as v from 'valibot'

const ErrorSchema = v.object({ error: v.object({ message: v.string() }) })

function words(text: string): string {
  try {
    return v.parse(ErrorSchema, JSON.parse(text)).error.message
  } catch {
    // Whatever stands between may answer in its own way.
    return text.slice(0, 200)
  }
}

/** An answer that is not a success, in the collector's own words. */
export async function explainAnswer(response: Response): Promise<string> {
  const said = words(await response.text()).trim() || response.statusText
  const hint =
    response.status === 431 || response.status === 414 ? ' (rules: too long to be sent; use --data)' : ''
  return `The collector answered ${response.status}: ${said}${hint}`
}
