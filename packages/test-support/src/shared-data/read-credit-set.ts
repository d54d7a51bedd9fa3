import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/**
 * Reads `credit/sets/<name>.jsonl.gz`. Returns one JSON text per record. `sharedData` is vitest's
 * `inject('sharedData')`.
 */
export async function readCreditSet(sharedData: string, name: string): Promise<string[]> {
  const zipped = await readFile(join(sharedData, `credit/sets/${name}.jsonl.gz`))
  return gunzipSync(zipped).toString().trimEnd().split('\n')
}
