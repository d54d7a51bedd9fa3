import { buffer } from 'node:stream/consumers'
import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'

const ANSWER = JSON.stringify({ probability: 0.125, approved: true })

/** Two models that give every input the same answer at once, so that the bench times the page and not the models. */
export const instantModels: Handler = async (request, response) => {
  if (request.url !== '/v1/predict' && request.url !== '/v2/predict') return false
  await buffer(request)
  response.setHeader('content-type', 'application/json')
  response.end(ANSWER)
  return true
}
