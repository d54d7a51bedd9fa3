import { TextDecoder } from 'node:util'
import { prepend } from './prepend.ts'
import { TableError } from './table-error.ts'

const MARKS: readonly { mark: readonly number[]; encoding: string }[] = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
]

/** Creates a decoder that refuses bytes which are not in the encoding. `undefined` if there is no such encoding. */
function createDecoder(encoding: string): TextDecoder | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  } catch {
    return undefined
  }
}

async function* transcode(chunks: AsyncIterable<Buffer>, decoder: TextDecoder): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    yield Buffer.from(decoder.decode())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new TableError(`The file is not in ${decoder.encoding}`, { cause: error })
  }
}

/**
 * Turns the bytes of a text into UTF-8, without a byte order mark. Bytes of UTF-8 are passed on as they are, so that one
 * bad row costs itself only.
 *
 * @param given The encoding of the text. By default what the byte order mark says, or UTF-8.
 * @throws {TableError} There is no such encoding, the text is not in it, or it looks like UTF-16 without a mark.
 */
export async function decodeBytes(
  chunks: AsyncIterable<Buffer>,
  given: string | undefined,
): Promise<AsyncIterable<Buffer>> {
  const rest = chunks[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < 3) {
    const next = await rest.next()
    if (next.done === true) break
    head = Buffer.concat([head, next.value])
  }
  const marked = MARKS.find(({ mark }) => mark.every((byte, index) => head[index] === byte))
  const decoder = createDecoder(given ?? marked?.encoding ?? 'utf-8')
  if (decoder === undefined) throw new TableError(`csv.encoding: there is no encoding "${given}"`)
  if (marked !== undefined && marked.encoding === decoder.encoding) head = head.subarray(marked.mark.length)
  if (!decoder.encoding.startsWith('utf-16') && head.subarray(0, 4).includes(0)) {
    throw new TableError(
      'The file does not begin as a text does. If it is UTF-16 without a mark, set "csv": {"encoding": "utf-16le"}',
    )
  }
  const bytes = prepend(head, { [Symbol.asyncIterator]: () => rest })
  return decoder.encoding === 'utf-8' ? bytes : transcode(bytes, decoder)
}
