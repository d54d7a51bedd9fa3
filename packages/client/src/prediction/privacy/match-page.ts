/** Returns the first pattern that matches the path segment by segment. `:name` matches any segment. */
export function matchPage(page: string | undefined, pages: readonly string[] = []): string | undefined {
  const segments = page?.split('/')
  return pages.find(declared => {
    const wanted = declared.split('/')
    return (
      wanted.length === segments?.length &&
      wanted.every((segment, at) => segment.startsWith(':') || segment === segments[at])
    )
  })
}
