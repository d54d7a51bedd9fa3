import { compactJson } from '../json/compact-json.ts'

/**
 * The raw texts of records, one per line. A text with line breaks loses the white space between its tokens.
 */
export async function* recordLines(raws: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const raw of raws) yield `${/[\r\n]/.test(raw) ? compactJson(raw) : raw}\n`
}
