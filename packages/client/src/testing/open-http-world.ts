import { text } from 'node:stream/consumers'
import { createFakeCollector, type FakeCollector } from '../delivery/outbox/testing/create-fake-collector.ts'
import { openServer } from './open-server.ts'

/** Two models and a collector over HTTP. `/live` and `/candidate` answer with their name and the input. */
export interface HttpWorld {
  origin: string
  collector: FakeCollector
}

export async function openHttpWorld(): Promise<HttpWorld> {
  const collector = createFakeCollector()
  const origin = await openServer(async (request, response) => {
    const body = await text(request)
    const model = request.url?.slice(1) ?? ''
    if (!model.startsWith('v1/pairs')) {
      response.end(JSON.stringify({ model, input: JSON.parse(body) }))
      return
    }
    const answer = await collector.fetch(request.url ?? '', { body }).catch(() => undefined)
    if (answer) response.writeHead(answer.status).end(await answer.text())
    else response.destroy()
  })
  return { origin, collector }
}
