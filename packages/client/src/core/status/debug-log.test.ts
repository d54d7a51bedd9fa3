import type { Pair, Side } from '@shadow-mode/protocol'
import { describe, expect, test } from 'vitest'
import { ShadowModeError } from '../errors/shadow-mode-error.ts'
import { toError } from '../errors/to-error.ts'
import { type DebugLogOptions, debugLog } from './debug-log.ts'
import type { ShadowEvent } from './status.ts'

const logged = (event: ShadowEvent, options: DebugLogOptions = {}): string[] => {
  const lines: string[] = []
  const write = (level: string) => (line: string) => void lines.push(`${level} ${line}`)
  const console = { debug: write('debug'), info: write('info'), warn: write('warn') }
  debugLog({ prefix: 'p', console, ...options })(event)
  return lines
}

const pairOf = (live: Partial<Side>, candidate: Partial<Side>): ShadowEvent => {
  const side = { status: 'ok', durationMs: 1, output: { score: 1 } }
  return {
    type: 'pair',
    pair: {
      id: 'id',
      served: 'live',
      live: { ...side, version: '1', ...live },
      candidate: { ...side, version: '2', ...candidate },
    } as Pair,
  }
}

const failed = (name: string, message: string, httpStatus?: number): Partial<Side> => ({
  status: 'error',
  error: { name, message },
  ...(httpStatus && { httpStatus }),
})

const CORS = 'the headers content-type, x-shadow-mode, x-shadow-pair and idempotency-key'

describe('a pair', () => {
  test('has the name, message and status of an error', () => {
    expect(logged(pairOf({}, failed('HttpModelError', 'https://a.example/v2 returned 503', 503)))).toEqual([
      'warn p pair id: live 1 ok 1.0 ms, candidate 2 error (HttpModelError 503: https://a.example/v2 returned 503) 1.0 ms, served live',
    ])
    expect(logged(pairOf({}, failed('Error', '')))[0]).toContain('candidate 2 error (Error) 1.0 ms')
  })

  test.each([
    ['Chromium', 'Failed to fetch'],
    ['Firefox', 'NetworkError when attempting to fetch resource.'],
    ['Safari', 'Load failed'],
    ['Node', 'fetch failed'],
    ['React Native', 'Network request failed'],
  ])('says what no response may mean in %s, and the headers that CORS must allow', (_engine, message) => {
    const [line] = logged(pairOf({}, failed('TypeError', message)))
    expect(line).toContain(`error (TypeError: ${message})`)
    expect(line).toContain('offline, refused, a content blocker, connect-src of the CSP, or CORS')
    expect(line).toContain(CORS)
  })

  test.each([
    ['a TypeError of the model', failed('TypeError', "Cannot read properties of undefined (reading 'x')")],
    ['a status', failed('HttpModelError', 'https://a.example returned 404', 404)],
    ['an answer', {}],
  ])('%s has no such hint', (_what, candidate) => {
    expect(logged(pairOf({}, candidate))[0]).not.toMatch(/CORS/)
  })

  test.each<[string, unknown, unknown, string]>([
    [
      'a misspelt field',
      { probability: 0.2 },
      { proba: 0.2 },
      'live has probability; the candidate has proba',
    ],
    ['a list', { label: 1 }, [1], 'live has label; the candidate has an array'],
    ['a bare number', { label: 1 }, 1, 'live has label; the candidate has a number'],
    ['nothing', { label: 1 }, {}, 'live has label; the candidate has no fields'],
    ['null', { label: 1 }, null, 'live has label; the candidate has null'],
    [
      'many fields',
      { label: 1 },
      Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, n])),
      'the candidate has f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, …',
    ],
  ])('warns if the outputs cannot be compared: %s', (_what, live, candidate, message) => {
    const [line] = logged(pairOf({ output: live } as Side, { output: candidate } as Side))
    expect(line).toMatch(/^warn p pair id.* – the two outputs have no field in common: /)
    expect(line).toContain(message)
  })

  test.each<[string, unknown, unknown]>([
    ['one field in common', { label: 1, score: 1 }, { label: 0 }],
    ['two numbers', 1, 2],
    ['an output that was not recorded', { label: 1 }, undefined],
  ])('does not warn of %s', (_what, live, candidate) => {
    expect(logged(pairOf({ output: live } as Side, { output: candidate } as Side))[0]).toMatch(
      /^debug .* served live$/,
    )
  })
})

describe('a problem', () => {
  const cause = new TypeError('Failed to fetch', { cause: new Error('ECONNREFUSED') })

  test.each<[string, unknown, string]>([
    ['the name and the message', new RangeError('too long'), 'RangeError: too long'],
    ['the code of an error of ours', new ShadowModeError('storage', 'full'), 'storage: full'],
    ['a thrown text', toError('why'), 'thrown: Not an Error, caused by why'],
    ['a thrown object, by its type', toError({ ssn: 1 }), 'thrown: Not an Error, caused by object'],
    ['no message', new Error(''), 'Error'],
    [
      'every cause',
      new Error('no flags', { cause }),
      'Error: no flags, caused by TypeError: Failed to fetch, caused by Error: ECONNREFUSED (the browser has no response',
    ],
    [
      'a chunk that did not load, in Chromium',
      new TypeError('Failed to fetch dynamically imported module: https://a.example/b.js'),
      '(a file of the SDK did not load: deploy all files of the build',
    ],
    [
      'a chunk that did not load, in Firefox',
      new TypeError('error loading dynamically imported module: https://a.example/b.js'),
      'a file of the SDK did not load',
    ],
    [
      'a chunk that did not load, in Safari',
      new TypeError('Importing a module script failed.'),
      'a file of the SDK did not load',
    ],
    [
      'a page without a bundler',
      new TypeError('Failed to resolve module specifier "ky".'),
      '(name it in the import map of the page)',
    ],
    [
      'a page without a bundler, in Firefox',
      new TypeError(
        'The specifier “ky” was a bare specifier, but was not remapped to anything. Relative module specifiers must start with “./”, “../” or “/”.',
      ),
      '(name it in the import map of the page)',
    ],
    [
      'a relative URL in Node',
      new TypeError('Failed to parse URL from /v1/predict'),
      '(outside a page, URLs must be absolute)',
    ],
  ])('tells %s', (_what, error, text) => {
    expect(logged({ type: 'problem', error: toError(error) })[0]).toContain(`warn p problem: `)
    expect(logged({ type: 'problem', error: toError(error) })[0]).toContain(text)
  })

  test('with causes that go round in a circle, ends', () => {
    const error = new Error('round')
    error.cause = error
    expect(logged({ type: 'problem', error })).toEqual([
      `warn p problem: ${Array.from({ length: 4 }, () => 'Error: round').join(', caused by ')}`,
    ])
  })
})

test('a flush that fails tells the cause, and how the collector is started', () => {
  const error = new ShadowModeError('delivery', 'No answer from the collector', {
    cause: new TypeError('Failed to fetch'),
  })
  const [line] = logged({ type: 'flush-failed', reason: 'interval', error, willRetry: true })
  expect(line).toContain('delivery: No answer from the collector, caused by TypeError: Failed to fetch')
  expect(line).toContain('start the collector with --allow-origin')
})

test.each(['The collector answered 404', 'The collector answered 200 without an acknowledgement'])(
  'a flush to no collector says what its URL must be: %s',
  message => {
    const error = new ShadowModeError('delivery', message)
    expect(logged({ type: 'flush-failed', reason: 'interval', error, willRetry: true })).toEqual([
      `warn p flush failed (interval), will retry: delivery: ${message} (collector.url must be the base URL of a collector, without /v1/pairs)`,
    ])
  },
)

test('a flush with a wrong key says what the key must be', () => {
  const error = new ShadowModeError('delivery', 'The collector answered 401')
  const [line] = logged({ type: 'flush-failed', reason: 'interval', error, willRetry: false })
  expect(line).toContain('(collector.key must be the --ingest-key)')
})

test('without messages, the errors of others have a name, a status and a hint', () => {
  const silent = { messages: false }
  expect(logged(pairOf({}, failed('TypeError', 'Failed to fetch')), silent)[0]).toMatch(
    /candidate 2 error \(TypeError\) .*x-shadow-mode/,
  )
  const error = new ShadowModeError('record', 'not JSON', { cause: new Error('secret') })
  expect(logged({ type: 'problem', error }, silent)).toEqual([
    'warn p problem: record: not JSON, caused by Error',
  ])
})

test.each<[string, unknown, string]>([
  ['a level', { level: 'verbose' }, 'debugLog.level: expected debug or info or warn'],
  ['a name', { levels: 'debug' }, 'debugLog.levels: expected option prefix or level or messages or console'],
  ['options', 'warn', 'debugLog: expected an object'],
  ['options', null, 'debugLog: expected an object'],
])('refuses wrong %s: %j', (_what, options, message) => {
  expect(() => debugLog(options as DebugLogOptions)).toThrow(message)
})
