import { builtFiles } from './built-files.ts'
import type { OnnxModelOptions } from './onnx-model-options.ts'
import { toAbsolute } from './to-absolute.ts'
import type { WorkerRequest } from './worker/messages.ts'

type LoadRequest = Extract<WorkerRequest, { type: 'load' }>
type LoadOptions = Pick<OnnxModelOptions<never, never>, 'url' | 'externalData' | 'outputs' | 'assets'>

/** @throws {OnnxOptionError} if a URL is not valid. */
export const loadRequest = ({ url, externalData = {}, outputs, assets }: LoadOptions): LoadRequest => ({
  type: 'load',
  url: toAbsolute('url', url),
  externalData: Object.fromEntries(
    Object.entries(externalData).map(([path, file]) => [path, toAbsolute(`externalData["${path}"]`, file)]),
  ),
  ...(outputs && { outputs }),
  wasm: toAbsolute('assets.wasm', assets?.wasm ?? builtFiles().wasm),
  ...(assets?.mjs && { mjs: toAbsolute('assets.mjs', assets.mjs) }),
})
