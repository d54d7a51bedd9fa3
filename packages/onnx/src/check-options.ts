import { OnnxOptionError } from './errors/onnx-option-error.ts'
import type { OnnxModelOptions } from './onnx-model-options.ts'

const NAMES = {
  url: true,
  version: true,
  outputs: true,
  externalData: true,
  encode: true,
  decode: true,
  worker: true,
  assets: true,
  loadTimeoutMs: true,
} satisfies Record<keyof OnnxModelOptions<never, never>, true>

/** Throws `OnnxOptionError` for an option that is unknown or of the wrong type. Apps without TypeScript can pass anything. */
export function checkOptions(options: OnnxModelOptions<never, unknown>): void {
  if (typeof options !== 'object' || options === null)
    throw new OnnxOptionError('options', 'must be an object: { url, version, encode, decode }')
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(NAMES, name))
      throw new OnnxOptionError(name, `is unknown. The options are ${Object.keys(NAMES).join(', ')}`)
  }
  const { url, encode, decode, worker = encode, assets } = options
  for (const [name, value] of Object.entries({ encode, decode, worker })) {
    if (typeof value !== 'function') throw new OnnxOptionError(name, 'must be a function')
  }
  if (/^[\w.-]*:\d/.test(String(url))) throw new OnnxOptionError('url', 'needs its scheme: http(s)://…')
  if (assets && !assets.wasm) throw new OnnxOptionError('assets', 'must be an object: { wasm, mjs }')
}
