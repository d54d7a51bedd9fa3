import { compactJson } from '../json/compact-json.ts'

/**
 * Formats the raw texts of records as lines. A text with line breaks loses the white space between its tokens.
 */
export async function* formatLines(raws: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const raw of raws) yield `${/[\r\n]/.test(raw) ? compactJson(raw) : raw}\n`
}
