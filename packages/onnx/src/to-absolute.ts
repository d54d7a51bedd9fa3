import { OnnxOptionError } from './errors/onnx-option-error.ts'

/** Must run at the call, because a module that declares a model may run without a page. */
export function toAbsolute(option: string, url: string | URL): string {
  try {
    return new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href).href
  } catch {
    throw new OnnxOptionError(option, `is no URL: "${url}"`)
  }
}
