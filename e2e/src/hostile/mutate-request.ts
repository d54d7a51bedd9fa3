import { gzipSync } from 'node:zlib'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { makeBatch } from '../make-batch.ts'

export interface RawRequest {
  method: string
  target: string
  headers: [string, string][]
  body: Buffer
}

interface Options {
  key: string
  token: string
  /** Uniform in [0, 1). */
  random: () => number
}

const wordsOf = (...lines: string[]): string[] => lines.flatMap(line => line.split(' '))

const METHODS = [...wordsOf('GET POST PUT HEAD OPTIONS DELETE PATCH TRACE QUERY CONNECT post'), 'G E T', '']
const TARGETS = wordsOf(
  '/v1/pairs /v1/outcomes /healthz /readyz /metrics /flags.json /v1/experiments * ',
  '/v1/experiments/credit-risk/report /v1/experiments/mutated/pairs /v1/experiments/%00/pairs',
  '//v1/pairs /v1/pairs/../pairs /V1/PAIRS /%76%31/pairs http://x/v1/pairs /v1/pairs#x /\u00e9',
)
const QUERIES = wordsOf(
  'encoding=gzip encoding=GZIP encoding=br encoding= from=x&to=y rules={ key= key=x % &&=',
  'from=2026-01-01T00:00:00Z to=99999-01-01T00:00:00Z rules=%7B%7D __proto__=1 key=%ff',
)
const HEADERS: [string, string][] = [
  ['content-encoding', 'gzip'],
  ['content-encoding', 'GZIP, br'],
  ['content-encoding', 'deflate'],
  ['content-type', 'application/json; charset=utf-16'],
  ['content-type', 'multipart/form-data'],
  ['content-type', ''],
  ['content-length', '5'],
  ['content-length', '-1'],
  ['content-length', '99999999999999999999'],
  ['transfer-encoding', 'chunked'],
  ['transfer-encoding', 'gzip, chunked'],
  ['expect', '100-continue'],
  ['expect', 'the unexpected'],
  ['connection', 'close'],
  ['connection', 'upgrade'],
  ['upgrade', 'websocket'],
  ['upgrade', 'h2c'],
  ['host', ''],
  ['host', 'a b'],
  ['host', '[::1'],
  ['origin', 'null'],
  ['origin', 'https://evil.example\u0000'],
  ['access-control-request-method', 'POST'],
  ['authorization', 'Bearer '],
  ['authorization', 'Basic eA=='],
  ['if-none-match', '"x", W/"y"'],
  ['range', 'bytes=0-5'],
  ['cookie', 'x'.repeat(20_000)],
  ['x-many', 'y'.repeat(70_000)],
  ['__proto__', 'x'],
  ['bad header', 'x'],
  ['x', 'a\u0000b'],
]
const VALUES = wordsOf('null -1 1e999 9007199254740993 "\\ud800" {"__proto__":1} [[[[]]]] "" tru { \0')
/** Bytes that end or start something in JSON, gzip or HTTP. */
const BYTES = Buffer.from('{}[],:"\\\0\r\n\xff\x1f\x8b-0e', 'latin1')

/** Makes a request that is right but for some mutations. The same `random` makes the same requests. */
export function mutateRequest({ key, token, random }: Options): RawRequest {
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[Math.floor(random() * list.length)]
    if (picked === undefined) throw new RangeError('Nothing to pick from')
    return picked
  }
  const isLucky = (chance: number): boolean => random() < chance
  const times = (most: number): number => Math.floor(random() * (most + 1))

  const mutateBytes = (bytes: Buffer): Buffer => {
    const mutated = Buffer.from(bytes)
    for (let i = times(3); i > 0 && mutated.length > 0; i--)
      mutated[times(mutated.length - 1)] = isLucky(0.5) ? times(255) : (BYTES[times(BYTES.length - 1)] ?? 0)
    if (isLucky(0.2)) return mutated.subarray(0, times(mutated.length))
    return isLucky(0.1) ? Buffer.concat([mutated, mutated]) : mutated
  }
  const makeText = (): string => {
    const list = isLucky(0.8) ? 'pairs' : 'outcomes'
    const pairs = Array.from({ length: times(3) }, () => newPair({ experiment: 'mutated' }))
    const text = JSON.stringify({ ...makeBatch(pairs), ...(list === 'outcomes' && { outcomes: [{}] }) })
    if (isLucky(0.5)) return text
    // A value becomes another.
    const values = [...text.matchAll(/:("[^"]*"|[^,{}[\]"]+|\[|\{)/g)]
    const { index, 1: value = '' } = pick(values)
    return text.slice(0, index + 1) + pick(VALUES) + text.slice(index + 1 + value.length)
  }

  const isPost = isLucky(0.8)
  const isGzip = isLucky(0.5)
  let body: Buffer = Buffer.from(isPost ? makeText() : '')
  if (isGzip && isPost) body = gzipSync(body, { level: 1 })
  if (isLucky(0.4)) body = mutateBytes(body)
  const queries = [`key=${isLucky(0.95) ? key : 'wrong'}`, ...(isGzip ? ['encoding=gzip'] : [])]
  for (let i = isLucky(0.2) ? times(2) : 0; i > 0; i--)
    queries.splice(times(queries.length), times(1), pick(QUERIES))
  const headers: [string, string][] = [
    ['host', 'localhost'],
    ['content-type', 'text/plain;charset=UTF-8'],
    ['content-length', String(body.length)],
    ...(isLucky(0.3) ? [['authorization', `Bearer ${token}`] satisfies [string, string]] : []),
  ]
  for (let i = isLucky(0.4) ? times(3) : 0; i > 0; i--)
    headers.splice(times(headers.length), times(1), pick(HEADERS))
  return {
    method: isLucky(0.15) ? pick(METHODS) : isPost ? 'POST' : 'GET',
    target: `${isLucky(0.3) ? pick(TARGETS) : isPost ? '/v1/pairs' : pick(TARGETS)}?${queries.join('&')}`,
    headers,
    body,
  }
}

/** The bytes of a request on the wire. */
export function toBytes({ method, target, headers, body }: RawRequest): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ]
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body])
}
