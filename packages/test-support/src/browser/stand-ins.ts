import { text } from 'node:stream/consumers'
import type { Plugin } from 'vite'

interface Batch {
  /** Absent from a batch of outcomes. */
  pairs?: { id: string }[]
}

/**
 * Gives the server of browser tests, under `/stand-ins/<name>/`, what pages talk to over HTTP: files that a test has
 * PUT there, and a collector, which answers with the status that stands in the file `status` (202 when there is none).
 * The ids that it took are the file `arrivals`, and the pairs of the last batch the file `pairs`.
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
