import { createHash } from 'node:crypto'
import { allowCrossOrigin } from './allow-cross-origin.ts'
import { listen } from './listen.ts'

/** Serves a flag file with an ETag on its own origin and logs the answers. */
export interface FlagServer {
  url: string
  /** The file's content. Tests can replace it. */
  file: unknown
  /** The status and the time of each answer. Times are in milliseconds since the epoch. */
  answers: { status: number; at: number }[]
}

export async function startFlagServer(scope: AsyncDisposableStack, file: unknown): Promise<FlagServer> {
  const server: FlagServer = { url: '', file, answers: [] }
  const origin = await listen(scope, [
    (request, response) => {
      if (allowCrossOrigin(request, response)) return true
      const body = JSON.stringify(server.file)
      const etag = `"${createHash('sha256').update(body).digest('hex')}"`
      const status = request.headers['if-none-match'] === etag ? 304 : 200
      server.answers.push({ status, at: Date.now() })
      response.writeHead(status, { etag, 'content-type': 'application/json' })
      response.end(status === 304 ? undefined : body)
      return true
    },
  ])
  server.url = `${origin}/flags.json`
  return server
}
