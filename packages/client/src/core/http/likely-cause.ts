import { NO_RESPONSE } from './no-response.ts'

/**
 * Returns what it may mean that a request got no response, or `undefined` if the message says something else. Browsers
 * tell pages no more, so that a page cannot explore a network.
 */
export function likelyCause(message: string): string | undefined {
  if (!NO_RESPONSE.test(message)) return undefined
  // Node and React Native have a navigator that does not say it.
  const isOnline = globalThis.navigator?.onLine ?? true
  return isOnline ? 'CORS, CSP, a content blocker, or refused' : 'offline'
}
