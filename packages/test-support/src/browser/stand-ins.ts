import { text } from 'node:stream/consumers'
import type { Plugin } from 'vite'

interface Batch {
  /** Absent from a batch of outcomes. */
  pairs?: { id: string }[]
}

/**
 * Adds `/stand-ins/<name>/` to the server of the browser tests. It serves the files that a test has PUT there, and a
 * collector. The collector answers with the status in the file `status`, by default 202. It writes the ids of the pairs
 * that it accepted to the file `arrivals`, and the pairs of the last batch to the file `pairs`.
 */
export const standIns = (): Plugin => ({
  name: 'stand-ins',
  configureServer(server) {
    const files = new Map<string, string>()
    const collect = (folder: string, { pairs = [] }: Batch): string => {
      const arrivals: string[] = JSON.parse(files.get(`${folder}arrivals`) ?? '[]')
      files.set(`${folder}arrivals`, JSON.stringify([...arrivals, ...pairs.map(({ id }) => id)]))
      if (pairs.length) files.set(`${folder}pairs`, JSON.stringify(pairs))
      return JSON.stringify({ accepted: pairs.length, duplicates: 0, rejected: [] })
    }
    const answer = (
      method: string | undefined,
      path: string,
      body: string,
    ): [status: number, body: string] => {
      if (method === 'PUT') files.set(path, body)
      if (method !== 'POST') return [files.has(path) ? 200 : 404, files.get(path) ?? '']
      const folder = path.replace(/v1\/(pairs|outcomes)$/, '')
      const status = Number(files.get(`${folder}status`) ?? 202)
      return [status, status === 202 ? collect(folder, JSON.parse(body)) : '']
    }
    server.middlewares.use('/stand-ins', (request, response, next) => {
      const path = new URL(request.url ?? '', 'http://localhost').pathname
      const respond = async () => {
        try {
          const [status, body] = answer(request.method, path, await text(request))
          const type = path.endsWith('.html') ? 'text/html' : 'application/json'
          response.writeHead(status, { 'content-type': type }).end(body)
        } catch (error) {
          next(error)
        }
      }
      void respond()
    })
  },
})
