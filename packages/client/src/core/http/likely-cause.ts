import { NO_RESPONSE } from './no-response.ts'

/**
 * Returns what it may mean that a request got no response, or `undefined` if the message says something else. Browsers
 * tell pages no more, so that a page cannot explore a network.
 */
export function likelyCause(message: string): string | undefined {
  if (!NO_RESPONSE.test(message)) return undefined
  return globalThis.navigator?.onLine === false ? 'offline' : 'CORS, CSP, a content blocker, or refused'
}
