/** Returns the first pattern that matches the path of the page, or `undefined`. `:name` matches any segment. */
export function matchPage(page: string | undefined, patterns: readonly string[] = []): string | undefined {
  const segments = page?.split('/')
  return patterns.find(pattern => {
    const expected = pattern.split('/')
    return (
      expected.length === segments?.length &&
      expected.every((segment, at) => segment.startsWith(':') || segment === segments[at])
    )
  })
}
