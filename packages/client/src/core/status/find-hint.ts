import { NO_RESPONSE } from '../http/no-response.ts'

/** Which request has failed. */
export type Failed = 'shadow call' | 'flush' | 'other'

/** As Chromium, Firefox, Safari and webpack put it. */
const NOT_IMPORTED =
  /dynamically imported module|importing a module script|module specifier|loading (css )?chunk/i

/** Another server than a collector, or another of its routes. */
const NO_COLLECTOR = /answered (404|405|\d+ without an acknowledgement)/

const INVALID_URL = /invalid url|failed to parse url/i

const CORS: Record<Failed, string> = {
  'shadow call':
    'CORS (a service on another origin must allow the headers content-type, x-shadow-mode, x-shadow-pair and idempotency-key)',
  flush: 'CORS (start the collector with --allow-origin and the exact origin of the page)',
  other: 'CORS (the service must allow the origin of the page)',
}

/** Returns what the message of an error may mean, if it is known. */
export function findHint(message: string, failed: Failed): string | undefined {
  // First, because Chromium's message begins as that of a request.
  if (NOT_IMPORTED.test(message)) {
    return 'a file of the SDK did not load: deploy all files of the build, and allow them in script-src of the CSP'
  }
  if (NO_RESPONSE.test(message)) {
    return `the browser has no response: offline, refused, a content blocker, connect-src of the CSP, or ${CORS[failed]}`
  }
  if (failed === 'flush' && NO_COLLECTOR.test(message)) {
    return 'collector.url must be the base URL of a collector, without /v1/pairs'
  }
  return INVALID_URL.test(message) ? 'outside a page, URLs must be absolute' : undefined
}
