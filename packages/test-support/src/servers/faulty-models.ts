import type { ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Role } from '@shadow-mode/protocol'
import { allowCrossOrigin } from './allow-cross-origin.ts'
import type { Handler } from './handler.ts'

/** What goes wrong with a model. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'delay'; ms: number }
  | { kind: 'hang' }
  | { kind: 'status'; status: number }
  /** 200 with a body that is not JSON. */
  | { kind: 'garbage' }
  /** The connection is cut without an answer. */
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
  /** When the answer was sent or the client went away; `null` while it is open. */
  endedAt: number | null
}

/**
 * The input a page sends: `refuse` makes both models answer with that HTTP status; `faults` go before the models' own,
 * so that the same input meets the same fate whenever it is asked.
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

const settle = async (response: ServerResponse, fault: Fault, body: string): Promise<void> => {
  switch (fault.kind) {
    case 'hang':
      return
    case 'drop':
      response.destroy()
      return
    case 'garbage':
      response.end('<html>not what was asked for')
      return
    case 'status':
      response.writeHead(fault.status).end('{"error":"as told"}')
      return
    case 'delay':
      await sleep(fault.ms)
  }
  response.setHeader('content-type', 'application/json')
  response.end(body)
}

/** Two models, `/v1/predict` (live) and `/v2/predict` (candidate), that fail as told and keep their own log. */
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
    await settle(response, fault, answer(model, input.id))
    return true
  }
  return { handler, faults, arrivals }
}
