/**
 * A browser sends an origin without path or slash: anything else would match no page.
 *
 * @throws {TypeError} It is neither `*` nor an origin.
 */
export function assertOrigin(origin: string): void {
  if (origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin)) return
  throw new TypeError(
    `allowOrigins: Expected * or an origin such as https://shop.example, received ${origin}`,
  )
}
