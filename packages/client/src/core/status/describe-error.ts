import { ShadowModeError } from '../errors/shadow-mode-error.ts'
import { type Failed, findHint } from './find-hint.ts'

/** Causes of causes are described up to this depth. */
const MAX_CAUSES = 3

/** Describes an error, its causes, and what it may mean. Without `messages`, only errors of shadow-mode have a message. */
export function describeError(error: unknown, messages: boolean, failed: Failed = 'other'): string {
  const parts: string[] = []
  let hint: string | undefined
  for (let it = error; it !== undefined && it !== null && parts.length <= MAX_CAUSES; ) {
    if (!(it instanceof Error)) {
      parts.push(messages && typeof it === 'string' ? it : typeof it)
      break
    }
    const { name, message, cause } = it
    const label = it instanceof ShadowModeError ? it.code : name
    const isShown = message && (messages || it instanceof ShadowModeError)
    parts.push(isShown ? `${label}: ${message}` : label)
    hint ??= findHint(message, failed)
    it = cause
  }
  return parts.join(', caused by ') + (hint ? ` (${hint})` : '')
}
