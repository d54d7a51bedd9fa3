import { builtFiles } from './built-files.ts'
import { toAbsolute } from './to-absolute.ts'

interface Policy {
  createScriptURL: (url: string) => string
}

declare global {
  /** The part of the Trusted Types API that is used here. TypeScript's DOM types lack it. */
  var trustedTypes:
    | { createPolicy: (name: string, rules: { createScriptURL: () => string }) => Policy }
    | undefined
}

/** The name of the worker and of the Trusted Types policy. */
const NAME = 'shadow-mode-onnx'

/** Created once, so that a page that restarts its worker does not pile up blobs. */
let importing: string | undefined

/** A worker's script must have the page's origin. If it does not, a blob of the page imports it. */
function scriptUrl(): string {
  const url = toAbsolute('worker', builtFiles().worker)
  if (new URL(url).origin === location.origin) return url
  importing ??= URL.createObjectURL(new Blob([`import "${url}"`], { type: 'text/javascript' }))
  return importing
}

/** Undefined if the page has no Trusted Types, or does not allow this policy. The policy only returns the worker's URL. */
function createPolicy(): Policy | undefined {
  try {
    return globalThis.trustedTypes?.createPolicy(NAME, { createScriptURL: scriptUrl })
  } catch {
    // The page's default policy may still allow the worker. If not, the worker's constructor throws.
    return undefined
  }
}

let policy: Policy | undefined

/** Starts the package's own worker. */
export function openWorker(): Worker {
  policy ??= createPolicy()
  return new Worker(policy?.createScriptURL('') ?? scriptUrl(), { type: 'module', name: NAME })
}
