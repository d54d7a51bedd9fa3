import type { Rules } from '@shadow-mode/protocol'
import { parseRules } from '../report/parse-rules.ts'
import { readOptionFile } from './read-option-file.ts'

/**
 * Reads the file of `--rules`. Without a file, returns the default rules.
 *
 * @throws The file cannot be read, is not JSON, or has a name twice. The message names the file and the place.
 * @throws {InvalidValueError} It has an unknown or invalid rule.
 */
export async function readRulesFile(path: string | undefined): Promise<Rules> {
  return parseRules(path === undefined ? undefined : await readOptionFile('--rules', path, 'rules file'))
}
