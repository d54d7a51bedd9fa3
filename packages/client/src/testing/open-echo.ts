import { openServer } from './open-server.ts'

/** A server that answers with what it was sent. Resolves to its URL. */
export const openEcho = (): Promise<string> => openServer((request, response) => void request.pipe(response))
