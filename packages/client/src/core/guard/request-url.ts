import { mustBe, type Read } from './readers.ts'

/**
 * Reads the URL of a request, absolute or relative to the page. Refuses a host and port without a scheme: `localhost:8080/v1`
 * would have the scheme `localhost`, and `127.0.0.1:8080/v1` would be a path of the page.
 */
export const requestUrl: Read<string> = mustBe(
  value => typeof value === 'string' && /^(?![\w.-]*:\d)./.test(value),
  'http(s)://… or a /path',
)
