/** How a tool of the page wraps `fetch`. */
type Wrapping = 'init' | 'request' | 'async'

/** What a tool adds to every request of the page. */
export interface Added {
  wrapping: Wrapping
  headers: Record<string, string>
  credentials?: 'include'
}

/**
 * Wraps the page's `fetch`, as tracing and CSRF tools do. It runs in the page before its own scripts, so it uses nothing
 * from outside.
 */
export function addHeaders({ wrapping, headers, credentials }: Added): void {
  const realFetch = window.fetch
  const change = (request: Request): Request => {
    const all = new Headers(request.headers)
    for (const [name, value] of Object.entries(headers)) all.set(name, value)
    return new Request(request, { headers: all, ...(credentials && { credentials }) })
  }
  const wrappers: Record<Wrapping, typeof fetch> = {
    init: (input, init = {}) => {
      const all = new Headers(init.headers ?? (input instanceof Request ? input.headers : {}))
      for (const [name, value] of Object.entries(headers)) all.set(name, value)
      return realFetch(input, { ...init, headers: all, ...(credentials && { credentials }) })
    },
    request: (input, init) => realFetch(change(new Request(input, init))),
    async: async (input, init) => {
      await Promise.resolve()
      return realFetch(change(new Request(input, init)))
    },
  }
  window.fetch = wrappers[wrapping]
}
