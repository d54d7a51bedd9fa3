import { adviseOrigin } from './advise-origin.ts'

/** Whether a value of `allowOrigins` allows an origin, as a browser sends it. */
export type AllowsOrigin = (origin: string) => boolean

const ORIGIN = /^([a-z][a-z\d+.-]*):\/\/([^/?#@\\\s]*)$/i
/** The labels that `*.` stands for, as browsers send them. */
const LABELS = /^([a-z\d_-]+\.)+$/
/** Hosts of apps and extensions: `localhost`, `.`, an id. */
const APP_HOST = /^[\w.-]+(:\d+)?$/
/** Origins that no page has, and misspelt forms of http. */
const NO_SCHEME_OF_PAGES = /^(wss?|ftp|data|blob|about|javascript|h{0,2}t{1,3}p{1,2}s{0,2})$/

/**
 * Parses a value of `allowOrigins`: `*`, `null`, an origin of any scheme, or a pattern. In `https://*.example.com`, the
 * `*` stands for one or more whole labels. With a scheme other than http(s), it may stand for the whole host.
 *
 * Different forms of one origin are the same: `HTTPS://Shop.Example:443` is `https://shop.example`, and names with
 * letters beyond ASCII become Punycode.
 *
 * @throws {TypeError} The value is none of these. The message says what to write.
 */
export function parseAllowedOrigin(text: string): AllowsOrigin {
  if (text === '*') return () => true
  const [, scheme = '', host = ''] = ORIGIN.exec(text.toLowerCase()) ?? []
  const allows = /^https?$/.test(scheme) ? parseWebOrigin(scheme, host) : parseAppOrigin(text, scheme, host)
  if (allows) return origin => allows(origin.toLowerCase())
  throw new TypeError(
    `allowOrigins: Expected *, an origin such as https://shop.example, or https://*.example.com, received ${text}: ${adviseOrigin(text)}`,
  )
}

function parseWebOrigin(scheme: string, host: string): AllowsOrigin | null {
  const isPattern = host.startsWith('*.')
  const plain = isPattern ? host.slice(2) : host
  const url = `${scheme}://${plain}`
  if (plain.includes('*') || !URL.canParse(url)) return null
  const { origin: known } = new URL(url)
  if (!isPattern) return origin => origin === known
  // An address has no labels.
  if (/^\[|^[\d.]+$/.test(new URL(url).hostname)) return null
  const start = `${scheme}://`
  const end = known.slice(start.length)
  return origin =>
    origin.startsWith(start) && origin.endsWith(end) && LABELS.test(origin.slice(start.length, -end.length))
}

function parseAppOrigin(text: string, scheme: string, host: string): AllowsOrigin | null {
  if (text === 'null' || text === 'file://') return origin => origin === text
  if (scheme === '' || NO_SCHEME_OF_PAGES.test(scheme)) return null
  const start = `${scheme}://`
  if (host === '*') return origin => origin.startsWith(start)
  return APP_HOST.test(host) ? origin => origin === start + host : null
}
