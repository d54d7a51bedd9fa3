import { NO_RESPONSE } from '../http/no-response.ts'

/** Which request has failed. */
export type Failed = 'shadow call' | 'flush' | 'other'

/** As Chromium, Firefox, Safari and webpack put it. */
const NOT_IMPORTED = /dynamically imported module|importing a module script|loading (css )?chunk/i

/** As Chromium, Firefox and Safari put it in a page without a bundler. */
const NOT_IN_IMPORT_MAP = /module specifier|module name,/i

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
  if (NOT_IN_IMPORT_MAP.test(message)) return 'name it in the import map of the page'
  if (NO_RESPONSE.test(message)) {
    return `the browser has no response: offline, refused, a content blocker, connect-src of the CSP, or ${CORS[failed]}`
  }
  if (failed === 'flush' && NO_COLLECTOR.test(message)) {
    return 'collector.url must be the base URL of a collector, without /v1/pairs'
  }
  if (failed === 'flush' && message.includes('answered 401')) return 'collector.key must be the --ingest-key'
  return INVALID_URL.test(message) ? 'outside a page, URLs must be absolute' : undefined
}
