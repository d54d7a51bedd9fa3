import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** The records of `credit/sets/<name>.jsonl.gz`, one JSON text each. `sharedData` is vitest's `inject('sharedData')`. */
export async function readCreditSet(sharedData: string, name: string): Promise<string[]> {
  const zipped = await readFile(join(sharedData, `credit/sets/${name}.jsonl.gz`))
  return gunzipSync(zipped).toString().trimEnd().split('\n')
}
