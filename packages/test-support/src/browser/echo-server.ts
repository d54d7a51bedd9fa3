import type { Plugin } from 'vite'

/** Gives the server of browser tests a `/echo` that answers a request with its body. */
export const echoServer = (): Plugin => ({
  name: 'echo-server',
  configureServer(server) {
    server.middlewares.use('/echo', (request, response) => void request.pipe(response))
  },
})
