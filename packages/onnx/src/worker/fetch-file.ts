import { describeError } from '../errors/describe-error.ts'
import { Failure } from './failure.ts'

/** Fetches a file of the model. It needs no timeout of its own, because the main thread terminates a slow worker. */
export async function fetchFile(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const problem = `The model file ${url} could not be fetched`
  let response: Response
  try {
    response = await fetch(url)
    if (response.ok) return new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    throw new Failure('load-fetch', `${problem}: ${describeError(error)}`, error)
  }
  throw new Failure('load-fetch', `${problem}: HTTP ${response.status}`)
}
