/**
 * Checks a value of `allowOrigins`. Browsers send an origin without a path or a trailing slash, so a value with one
 * would never match.
 *
 * @throws {TypeError} The value is neither `*` nor an origin.
 */
export function assertOrigin(origin: string): void {
  if (origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin)) return
  throw new TypeError(
    `allowOrigins: Expected * or an origin such as https://shop.example, received ${origin}`,
  )
}
