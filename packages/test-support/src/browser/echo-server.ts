import type { Plugin } from 'vite'

/** Adds `/echo` to the server of the browser tests. It answers a request with the request's body. */
export const echoServer = (): Plugin => ({
  name: 'echo-server',
  configureServer(server) {
    server.middlewares.use('/echo', (request, response) => void request.pipe(response))
  },
})
