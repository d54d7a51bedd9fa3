import { buffer } from 'node:stream/consumers'
import { allowCrossOrigin } from '@shadow-mode/test-support/servers/allow-cross-origin.ts'
import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'

/** Acknowledges batches without storing them. A real collector would compete with the page for the CPU. */
export const acceptBatches: Handler = async (request, response) => {
  if (!request.url?.startsWith('/v1/pairs')) return false
  if (allowCrossOrigin(request, response)) return true
  const batch: { pairs: unknown[] } = JSON.parse((await buffer(request)).toString())
  response.setHeader('content-type', 'application/json')
  response.writeHead(202).end(JSON.stringify({ accepted: batch.pairs.length, duplicates: 0, rejected: [] }))
  return true
}
