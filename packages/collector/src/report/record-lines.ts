import { compactJson } from '../json/compact-json.ts'

/**
 * Texts of records, one a line and each as it was sent; only a text with line breaks loses the white space between its
 * tokens.
 */
export async function* recordLines(raws: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const raw of raws) yield `${/[\r\n]/.test(raw) ? compactJson(raw) : raw}\n`
}
