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
  const reason = describeError(error)
  if (reason.includes('no available backend'))
    return `ONNX Runtime could not start: ${reason}. Its file was expected at ${wasm}. Set assets.wasm where you serve it elsewhere`
  const problem = `The model ${url} could not be started: ${reason}`
  if (bytes[0] === LESS_THAN) return `${problem} The file is a page of HTML: is the URL right?`
  if (/external data/i.test(reason)) {
    const given = Object.keys(externalData).map(path => `"${path}"`)
    return `${problem} Set externalData to the URL of each such file, by its path in the model. It has ${given.join(', ') || 'none'}`
  }
  return problem
}
