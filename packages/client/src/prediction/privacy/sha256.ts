import { ShadowModeError } from '../../core/errors/shadow-mode-error.ts'

/** Resolves with `sha256:` and 64 hex digits. Rejects if `subtle` is missing. */
export async function sha256(text: string, subtle: SubtleCrypto | undefined): Promise<string> {
  if (!subtle) throw new ShadowModeError('hash', 'fields.hash: crypto.subtle requires https')
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256:${Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('')}`
}
