/** Two pages may mean two files by the same relative URL. On a server, where there is no page, it stays as it is. */
export function absoluteUrl(url: string): string {
  const base = globalThis.document?.baseURI
  return URL.canParse(url, base) ? new URL(url, base).href : url
}
