/** The first declared page that the path matches, segment by segment; `:name` matches any. */
export function pageAsDeclared(page: string | undefined, pages: readonly string[] = []): string | undefined {
  const segments = page?.split('/')
  return pages.find(declared => {
    const wanted = declared.split('/')
    return (
      wanted.length === segments?.length &&
      wanted.every((segment, at) => segment.startsWith(':') || segment === segments[at])
    )
  })
}
