/** Lines are sent in chunks of about this many UTF-16 units. */
const CHUNK_LENGTH = 65_536

async function* joinLines(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let chunk = ''
  for await (const line of lines) {
    chunk += line
    if (chunk.length < CHUNK_LENGTH) continue
    yield encoder.encode(chunk)
    chunk = ''
  }
  if (chunk !== '') yield encoder.encode(chunk)
}

/** Creates a response body that streams the lines, with backpressure. Stops reading when the client disconnects. */
export function createLineStream(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const source = joinLines(lines)
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await source.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await source.return(undefined)
    },
  })
}
