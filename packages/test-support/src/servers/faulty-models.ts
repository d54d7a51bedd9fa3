import type { ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Role } from '@shadow-mode/protocol'
import { allowCrossOrigin } from './allow-cross-origin.ts'
import type { Handler } from './handler.ts'

/** How a model fails. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'delay'; ms: number }
  | { kind: 'hang' }
  | { kind: 'status'; status: number }
  /** 200 with a body that is not JSON. */
  | { kind: 'garbage' }
  /** The server closes the connection without an answer. */
  | { kind: 'drop' }

/** One request as the server saw it. */
export interface Arrival {
  model: Role
  /** The request's `x-shadow-mode` and `x-shadow-pair`; `null` on a serving call. */
  shadow: string | null
  pairId: string | null
  inputId: string | null
  /** Milliseconds since the epoch. */
  at: number
  /** When the answer was sent or the client left. `null` while the request is open. */
  endedAt: number | null
}

/**
 * The input that a page sends. With `refuse`, both models answer with that HTTP status. Its `faults` override those of
 * the models, so that an input always fails in the same way.
 */
export interface TestInput {
  id: string
  refuse?: number
  faults?: Partial<Record<Role, Fault>>
}

export interface FaultyModels {
  handler: Handler
  faults: Record<Role, Fault>
  arrivals: Arrival[]
}

const PATHS: Record<string, Role> = { '/v1/predict': 'live', '/v2/predict': 'candidate' }

const answer = (model: Role, id: string): string => {
  let sum = model === 'live' ? 7 : 11
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973
  const probability = sum / 9973
  return JSON.stringify({ id, probability, approved: probability < 0.25 })
}

const respond = async (response: ServerResponse, fault: Fault, body: string): Promise<void> => {
  switch (fault.kind) {
    case 'hang':
      return
    case 'drop':
      response.destroy()
      return
    case 'garbage':
      response.end('<html>not a decision')
      return
    case 'status':
      response.writeHead(fault.status).end('{"error":"a fault of the test"}')
      return
    case 'delay':
      await sleep(fault.ms)
  }
  response.setHeader('content-type', 'application/json')
  response.end(body)
}

/** Two models, `/v1/predict` (live) and `/v2/predict` (candidate). They fail as `faults` says and log all requests. */
export function faultyModels(): FaultyModels {
  const faults: Record<Role, Fault> = { live: { kind: 'none' }, candidate: { kind: 'none' } }
  const arrivals: Arrival[] = []
  const handler: Handler = async (request, response) => {
    const model = PATHS[request.url ?? '']
    if (model === undefined) return false
    if (allowCrossOrigin(request, response)) return true
    const header = (name: string): string | null => request.headers[name]?.toString() ?? null
    const arrival: Arrival = {
      model,
      shadow: header('x-shadow-mode'),
      pairId: header('x-shadow-pair'),
      inputId: null,
      at: Date.now(),
      endedAt: null,
    }
    arrivals.push(arrival)
    response.once('close', () => {
      arrival.endedAt = Date.now()
    })
    const input: TestInput = JSON.parse((await buffer(request)).toString())
    arrival.inputId = input.id
    const fault: Fault = input.refuse
      ? { kind: 'status', status: input.refuse }
      : (input.faults?.[model] ?? faults[model])
    await respond(response, fault, answer(model, input.id))
    return true
  }
  return { handler, faults, arrivals }
}
