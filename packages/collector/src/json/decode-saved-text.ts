import { locate } from './locate.ts'

/** Byte order marks. The longer ones come first, because UTF-32 begins like UTF-16. */
const MARKS: [encoding: 'UTF-32' | 'utf-8' | 'utf-16le' | 'utf-16be', mark: number[]][] = [
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * Decodes a text file as people save it: in UTF-8, or in UTF-16 with its byte order mark. The mark is not part of the
 * text.
 *
 * @throws {SyntaxError} The file has another encoding. The message says where, and what to do.
 */
export function decodeSavedText(bytes: Uint8Array): string {
  const [encoding] = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? ['utf-8']
  if (encoding === 'UTF-32') throw new SyntaxError('the file is UTF-32: save it as UTF-8')
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    const problem = encoding === 'utf-8' ? describeInvalidByte(bytes) : 'the file is not valid UTF-16'
    throw new SyntaxError(`${problem}: save it as UTF-8`, { cause })
  }
  const nul = text.indexOf('\0')
  if (nul === -1) return text
  throw new SyntaxError(`${locate(text, nul)}: found a NUL, as in UTF-16 without a mark: save it as UTF-8`)
}

function describeInvalidByte(bytes: Uint8Array): string {
  const decodeStart = (length: number): string | undefined => {
    try {
      // A stream may end within a character.
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), {
        stream: true,
      })
    } catch {
      return undefined
    }
  }
  let valid = 0
  for (let invalid = bytes.length + 1; invalid - valid > 1; ) {
    const middle = (valid + invalid) >> 1
    if (decodeStart(middle) === undefined) invalid = middle
    else valid = middle
  }
  const text = decodeStart(valid) ?? ''
  const byte = bytes[Buffer.byteLength(text)]?.toString(16)
  return `${locate(text.replace(/^\uFEFF/, ''), text.length)}: found the byte 0x${byte}, which is not UTF-8`
}
