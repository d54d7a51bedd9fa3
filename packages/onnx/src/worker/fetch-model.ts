import { fetchFile } from './fetch-file.ts'
import { sha256Hex } from './sha256-hex.ts'

interface FetchedModel {
  bytes: Uint8Array<ArrayBuffer>
  externalData: { path: string; data: Uint8Array<ArrayBuffer> }[]
  modelSha256: string | undefined
}

/** Must change with each file of the model. Without external files, it is the digest of the model file itself. */
async function digestOf(files: Uint8Array<ArrayBuffer>[]): Promise<string | undefined> {
  const digests = await Promise.all(files.map(sha256Hex))
  return digests.length > 1 && digests[0] ? sha256Hex(new TextEncoder().encode(digests.join(''))) : digests[0]
}

/** Fetches the model file and its external data at once. */
export async function fetchModel(url: string, external: Record<string, string>): Promise<FetchedModel> {
  const paths = Object.keys(external).sort()
  const [bytes, ...others] = await Promise.all([
    fetchFile(url),
    ...paths.map(path => fetchFile(external[path] ?? '')),
  ])
  return {
    bytes,
    externalData: others.map((data, index) => ({ path: paths[index] ?? '', data })),
    modelSha256: await digestOf([bytes, ...others]),
  }
}
