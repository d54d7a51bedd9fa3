import { readFile } from 'node:fs/promises'
import { parseSavedJson, type SavedJson } from './parse-saved-json.ts'

/** Maximum size of a JSON file that people write. Bytes. */
export const MAX_SAVED_BYTES: number = 1024 * 1024

/**
 * Reads a JSON file as people save it. See `parseSavedJson`.
 *
 * @throws {SyntaxError} The file is not JSON, or larger than `MAX_SAVED_BYTES`. The message does not name the file.
 * @throws When the file cannot be read.
 */
export async function readSavedJson(path: string): Promise<SavedJson> {
  const bytes = await readFile(path)
  if (bytes.length > MAX_SAVED_BYTES)
    throw new SyntaxError(`the file is larger than ${MAX_SAVED_BYTES} bytes`)
  return parseSavedJson(bytes)
}
