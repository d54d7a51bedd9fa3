/** Resolves a relative URL, which can mean different files on different pages. Unchanged on a server, where there is no base. */
export function absoluteUrl(url: string): string {
  const base = globalThis.document?.baseURI
  return URL.canParse(url, base) ? new URL(url, base).href : url
}
