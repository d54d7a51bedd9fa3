/** In UTF-16 units. Valid responses are shorter: a flag file has at most 1,000,000, and an acknowledgement far fewer. */
const MAX_LENGTH = 2_000_000

/**
 * Reads the body as text. Rejects with a `RangeError` if it is longer than 2,000,000 UTF-16 units. This limit does not
 * apply where bodies are not streams, as in React Native.
 */
export async function readText(response: Response): Promise<string> {
  // React Native has no streams, and older versions have no TextDecoder.
  const reader = globalThis.TextDecoder && response.body?.getReader()
  if (!reader) return response.text()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    text += decoder.decode(value, { stream: !done })
    if (done) return text
    if (text.length > MAX_LENGTH) {
      // Not awaited, because it may never settle.
      reader.cancel().catch(() => undefined)
      throw new RangeError(`The response has more than ${MAX_LENGTH} characters`)
    }
  }
}
