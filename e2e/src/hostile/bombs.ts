import { gzipSync } from 'node:zlib'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { makeBatch } from '../make-batch.ts'

/** Just below the limit of a body after gunzip. Characters. */
const BODY = 20_900_000
/** Just below the limit of a pair. Characters. */
const RECORD = 4_190_000

const fill = (piece: string, length: number): string => piece.repeat(Math.floor(length / piece.length))

/** A batch of pairs whose inputs or outputs are these JSON texts. */
function batchOf(texts: string[], field: 'input' | 'output'): string {
  const marker = '"<here>"'
  const pairs = texts.map(text => {
    const pair = newPair({ experiment: 'bombs' })
    const { live } = pair
    const marked =
      field === 'input' ? { ...pair, input: '<here>' } : { ...pair, live: { ...live, output: '<here>' } }
    return JSON.stringify(marked).replace(marker, () => text)
  })
  return JSON.stringify(makeBatch(['<here>'])).replace(marker, () => pairs.join(','))
}

/** As many pairs as a body holds, each almost as long as a pair may be. */
const longPairs = (make: (length: number) => string, field: 'input' | 'output' = 'input'): string =>
  batchOf(
    Array.from({ length: Math.floor(BODY / RECORD) }, () => make(RECORD - 2_000)),
    field,
  )

const withMember = (member: string): string => `{${member},${JSON.stringify(makeBatch([])).slice(1)}`

let lastKey = 0
function distinctMembers(length: number): string {
  let text = ''
  while (text.length < length) text += `"${(lastKey++).toString(36)}":0,`
  return `{${text}"z":0}`
}

const makers: Record<string, () => string> = {
  'escapes in an unknown key': () => withMember(`"${fill(String.raw`\u0041`, BODY)}":0`),
  'escapes in an unknown value': () => withMember(`"x":"${fill(String.raw`\u0041`, BODY)}"`),
  'empty arrays in an unknown field': () => withMember(`"x":[${fill('[],', BODY)}0]`),
  'nesting in an unknown field': () => withMember(`"x":${'['.repeat(9_000)}${fill('0,', BODY)}0`),
  'the array of pairs repeated': () => withMember(`${fill(`"pairs":[${fill('0,', 1_900)}0],`, BODY)}"x":0`),
  'a field repeated': () => withMember(`${fill('"client":0,', BODY)}"x":0`),
  'white space': () => withMember(`"x":[${fill(' ', BODY)}]`),
  'many losses': () =>
    withMember(`"losses":{${fill('"e":{"sampled":1,"unconfirmed":0,"dropped":{}},', BODY)}"x":0}`),
  'a thousand pairs that are none': () =>
    JSON.stringify(makeBatch(['<here>'])).replace(
      '"<here>"',
      () => fill(`{${fill('"a":0,', 20_000)}"b":0},`, BODY) + '0',
    ),
  'pairs of distinct keys': () => longPairs(distinctMembers),
  'a thousand pairs of distinct keys': () =>
    batchOf(
      Array.from({ length: 1_000 }, () => distinctMembers(20_000)),
      'input',
    ),
  'pairs of one key repeated': () => longPairs(length => `{${fill('"a":0,', length)}"b":0}`),
  'pairs of empty arrays': () => longPairs(length => `[${fill('[],', length)}0]`),
  'pairs of empty objects': () => longPairs(length => `[${fill('{},', length)}0]`),
  'pairs of small objects': () => longPairs(length => `[${fill('{"a":0},', length)}0]`),
  'pairs of numbers': () => longPairs(length => `[${fill('1.23456789e-5,', length)}0]`),
  'pairs of one long number': () => longPairs(length => `1${fill('0', length)}`),
  'pairs of escapes': () => longPairs(length => `"${fill(String.raw`\u0041`, length)}"`),
  'pairs of one long key': () => longPairs(length => `{"${fill(String.raw`\u0041`, length)}":0}`),
  'pairs of astral characters': () => longPairs(length => `"${fill('😀', length / 2.1)}"`),
  'outputs of empty arrays': () => longPairs(length => `[${fill('[],', length)}0]`, 'output'),
  'outputs of small objects': () => longPairs(length => `[${fill('{"a":0},', length)}0]`, 'output'),
  'outputs of one key repeated': () => longPairs(length => `{${fill('"a":0,', length)}"b":0}`, 'output'),
}

/** Gzip bodies that are small and cost much, by name. */
export function makeBombs(): Map<string, Buffer> {
  const bombs = new Map(Object.entries(makers).map(([name, make]) => [name, gzipSync(make(), { level: 9 })]))
  const zeros = gzipSync(Buffer.alloc(64 * 1024 * 1024))
  bombs.set('gzip of gzip', gzipSync(gzipSync(Buffer.alloc(1024 ** 3))))
  bombs.set('32 members of zeros', Buffer.concat(Array.from({ length: 32 }, () => zeros)))
  bombs.set('a cut gzip', zeros.subarray(0, -9))
  return bombs
}
