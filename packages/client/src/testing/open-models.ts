import { text } from 'node:stream/consumers'
import { type HttpModelOptions, httpModel } from '../core/model/http-model.ts'
import type { Model } from '../core/model/model.ts'
import { openServer } from './open-server.ts'

type Name = 'live' | 'candidate'

export interface HttpModels {
  /** The bodies of the requests, which the test may reset. */
  sent: Record<Name, string[]>
  model: (name: Name, more?: Partial<HttpModelOptions<unknown, unknown>>) => Model<unknown, unknown>
}

/** Opens two models behind HTTP that always give the same answer. */
export async function openModels(): Promise<HttpModels> {
  const sent: HttpModels['sent'] = { live: [], candidate: [] }
  const origin = await openServer(async (request, response) => {
    sent[request.url === '/live' ? 'live' : 'candidate'].push(await text(request))
    response.end('{"score":0.5}')
  })
  return { sent, model: (name, more) => httpModel({ url: `${origin}/${name}`, version: name, ...more }) }
}
