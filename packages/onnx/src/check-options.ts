import { OnnxOptionError } from './errors/onnx-option-error.ts'
import type { OnnxModelOptions } from './onnx-model-options.ts'

const LONGEST_TIMER_MS = 2 ** 31 - 1

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

/** Throws `OnnxOptionError` for an option that is unknown or not valid. Apps without TypeScript can pass anything. */
export function checkOptions(options: OnnxModelOptions<never, unknown>): void {
  if (typeof options !== 'object' || options === null)
    throw new OnnxOptionError('options', 'must be an object: { url, version, encode, decode }')
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(NAMES, name))
      throw new OnnxOptionError(name, `is unknown. The options are ${Object.keys(NAMES).join(', ')}`)
  }
  const { url, version, outputs, encode, decode, worker = encode, assets, loadTimeoutMs = 1 } = options
  for (const [name, value] of Object.entries({ encode, decode, worker })) {
    if (typeof value !== 'function') throw new OnnxOptionError(name, 'must be a function')
  }
  if (!url) throw new OnnxOptionError('url', 'must name the model file')
  if (/^[\w.-]*:\d/.test(String(url))) throw new OnnxOptionError('url', 'needs its scheme: http(s)://…')
  if (assets && !assets.wasm) throw new OnnxOptionError('assets', 'must be an object: { wasm, mjs }')
  if (!version) throw new OnnxOptionError('version', 'must not be empty')
  if (outputs && !(Array.isArray(outputs) && outputs.length))
    throw new OnnxOptionError('outputs', 'must list at least one name')
  if (!(loadTimeoutMs > 0 && loadTimeoutMs <= LONGEST_TIMER_MS))
    throw new OnnxOptionError('loadTimeoutMs', `must be above 0, at most ${LONGEST_TIMER_MS}`)
}
