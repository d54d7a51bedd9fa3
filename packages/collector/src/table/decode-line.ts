import { type FileLine, MAX_LINE_BYTES } from './read-lines.ts'

/**
 * Returns the text of a line, without white space around it.
 *
 * @throws The line is too long or not UTF-8. The message says so.
 */
export function decodeLine({ bytes }: Pick<FileLine, 'bytes'>): string {
  if (bytes === null) throw new RangeError(`longer than ${MAX_LINE_BYTES} bytes`)
  // `fatal`, because invalid UTF-8 must not be replaced silently.
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
}
