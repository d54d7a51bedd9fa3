import type { Rules } from '@shadow-mode/protocol'
import { describeError } from '../errors/describe-error.ts'
import { readSavedJson } from '../json/read-saved-json.ts'
import { parseRules } from '../report/parse-rules.ts'

/**
 * Reads the file of `--rules`. Without a file, returns the default rules.
 *
 * @throws The file cannot be read, is no JSON, or has a name twice. The message names the file and the place.
 * @throws {InvalidValueError} It has an unknown or invalid rule.
 */
export async function readRulesFile(path: string | undefined): Promise<Rules> {
  if (path === undefined) return parseRules(undefined)
  return parseRules(await readText(path))
}

async function readText(path: string): Promise<string> {
  try {
    const { text, repeated } = await readSavedJson(path)
    if (repeated.length > 0) throw new SyntaxError(repeated.join('; '))
    return text
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'is not a rules file' : 'cannot be read'
    throw new Error(`--rules: ${path} ${problem}: ${describeError(error)}`, { cause: error })
  }
}
