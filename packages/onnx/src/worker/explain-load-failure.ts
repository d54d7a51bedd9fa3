import { describeError } from '../errors/describe-error.ts'

/** What was loaded when the runtime failed. */
interface Loading {
  url: string
  bytes: Uint8Array
  externalData: Record<string, string>
  wasm: string
}

const LESS_THAN = 0x3c

/** Says what the runtime said, and what to write where a cause is known. */
export function explainLoadFailure(error: unknown, { url, bytes, externalData, wasm }: Loading): string {
  const reason = describeError(error).replace(/\.$/, '')
  if (reason.includes('no available backend'))
    return `ONNX Runtime could not start: ${reason}. Set assets.wasm if its file is not at ${wasm}`
  const problem = `The model ${url} could not be started: ${reason}`
  if (bytes[0] === LESS_THAN) return `${problem}. The file is a page of HTML. Is the URL right?`
  if (/external data/i.test(reason)) {
    const given = Object.keys(externalData).map(path => `"${path}"`)
    return `${problem}. Give the URL of each such file in externalData, by its path in the model. It has ${given.join(', ') || 'none'}`
  }
  return problem
}
