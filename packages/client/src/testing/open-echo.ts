import { openServer } from './open-server.ts'

/** Opens a server that answers a request with the request's body. Resolves to its URL. */
export const openEcho = (): Promise<string> => openServer((request, response) => void request.pipe(response))
