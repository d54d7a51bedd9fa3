import { describeError } from '../errors/describe-error.ts'
import { readSavedJson } from '../json/read-saved-json.ts'

/**
 * Returns the JSON text of a file that an option names, without comments and the like. See `parseSavedJson`.
 *
 * @throws The file cannot be read, is not JSON, or has a name twice. The message names option, file and place.
 */
export async function readOptionFile(option: string, path: string, noun: string): Promise<string> {
  try {
    const { text, repeated } = await readSavedJson(path)
    if (repeated.length > 0) throw new SyntaxError(repeated.join('; '))
    return text
  } catch (error) {
    const problem = error instanceof SyntaxError ? `is not a ${noun}` : 'cannot be read'
    throw new Error(`${option}: ${path} ${problem}: ${describeError(error)}`, { cause: error })
  }
}
