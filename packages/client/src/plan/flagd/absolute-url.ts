/**
 * Resolves a relative URL, because it can refer to different files on different pages. Returns it unchanged where there
 * is no base URL, as on a server, and if it is invalid.
 */
export function absoluteUrl(url: string): string {
  const base = globalThis.document?.baseURI
  try {
    // Not `URL.canParse`, which older browsers and React Native lack.
    return base ? new URL(url, base).href : url
  } catch {
    return url
  }
}
