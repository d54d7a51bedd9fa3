/** No answer that a client reads is near to this: flag files end at 1 MiB, acknowledgements long before. */
const MAX_LENGTH = 2_000_000

/** The body as text. Rejects with a `RangeError` once it is longer than 2,000,000 UTF-16 units: it is not ours. */
export async function readText(response: Response): Promise<string> {
  // React Native has neither streams nor, for long, a decoder.
  const reader = globalThis.TextDecoder && response.body?.getReader()
  if (!reader) return response.text()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    text += decoder.decode(value, { stream: !done })
    if (done) return text
    if (text.length > MAX_LENGTH) {
      // Not awaited: a sender that does not listen must not hold us up.
      reader.cancel().catch(() => undefined)
      throw new RangeError(`An answer of more than ${MAX_LENGTH} characters`)
    }
  }
}
