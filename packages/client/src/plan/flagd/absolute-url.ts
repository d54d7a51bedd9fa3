/**
 * Resolves a relative URL, because it can refer to different files on different pages. Returns it unchanged where there
 * is no base URL, as on a server.
 */
export function absoluteUrl(url: string): string {
  const base = globalThis.document?.baseURI
  return URL.canParse(url, base) ? new URL(url, base).href : url
}
