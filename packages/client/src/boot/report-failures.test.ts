import type { Pair, Side } from '@shadow-mode/protocol'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ShadowModeError } from '../core/errors/shadow-mode-error.ts'
import { debugLog } from '../core/status/debug-log.ts'
import type { ShadowEvent } from '../core/status/status.ts'
import { reportFailures } from './report-failures.ts'

const open = () => {
  const passed: ShadowEvent[] = []
  const problems: Error[] = []
  const emit = reportFailures({
    emit: event => void passed.push(event),
    onProblem: thrown => void problems.push(thrown as Error),
  })
  return { emit, passed, problems, messages: () => problems.map(({ message }) => message) }
}

const failed = (message: string): ShadowEvent => {
  const cause = new TypeError(message)
  const error = new ShadowModeError('delivery', `The batch could not be sent: ${message}`, { cause })
  return { type: 'flush-failed', reason: 'count', willRetry: true, error }
}
const flushed: ShadowEvent = { type: 'flushed', reason: 'count', delivered: 1, rejected: 0 }

const pairWith = (candidate: Partial<Side>): ShadowEvent => {
  const side = { version: '1', status: 'ok', durationMs: 1, output: 1 }
  return { type: 'pair', pair: { served: 'live', live: side, candidate: { ...side, ...candidate } } as Pair }
}
const noResponse = pairWith({ status: 'error', error: { name: 'TypeError', message: 'Failed to fetch' } })

const BLOCKED = 'no response: CORS, CSP, a content blocker, or refused'

afterEach(() => vi.unstubAllGlobals())

describe('requests without a response are a problem, which says what it may mean', () => {
  test.each([
    'Failed to fetch',
    'fetch failed',
    'NetworkError when attempting to fetch resource.',
    'Load failed',
    'Load failed (collect.example)',
    'Network request failed',
  ])('%s', message => {
    const { emit, passed, problems } = open()
    const event = failed(message)
    emit(event)
    expect(passed).toEqual([event])
    expect(problems).toMatchObject([
      { code: 'request', message: `flush: ${BLOCKED}`, cause: { code: 'delivery', cause: { message } } },
    ])
  })

  test('a shadow call, with name and message', () => {
    const { emit, problems } = open()
    emit(noResponse)
    expect(problems).toMatchObject([
      { message: `candidate: ${BLOCKED}`, cause: { name: 'TypeError', message: 'Failed to fetch' } },
    ])
  })

  test('offline, where the browser knows it', () => {
    vi.stubGlobal('navigator', { onLine: false })
    const { emit, messages } = open()
    emit(failed('Failed to fetch'))
    expect(messages()).toEqual(['flush: no response: offline'])
  })

  test.each<[string, ShadowEvent]>([
    ['an answer that is no acknowledgement', failed('The collector answered 503')],
    [
      'a chunk that did not load',
      failed('Failed to fetch dynamically imported module: https://a.example/b.js'),
    ],
    [
      'a model that fails',
      pairWith({ status: 'error', error: { name: 'TypeError', message: 'x is undefined' } }),
    ],
    [
      'a status',
      pairWith({
        status: 'error',
        error: { name: 'HttpModelError', message: 'returned 503' },
        httpStatus: 503,
      }),
    ],
    ['a late answer', pairWith({ status: 'timeout' })],
  ])('%s is told by its own event', (_what, event) => {
    const { emit, messages } = open()
    emit(event)
    expect(messages()).toEqual([])
  })
})

describe('each kind is told once until it has recovered', () => {
  test.each<[string, ShadowEvent, ShadowEvent]>([
    ['flush', failed('Failed to fetch'), flushed],
    [
      'flush of outcomes',
      { type: 'outcomes', event: failed('Failed to fetch') },
      { type: 'outcomes', event: flushed },
    ],
    ['candidate', noResponse, pairWith({})],
  ])('%s', (_what, fails, succeeds) => {
    const { emit, messages } = open()
    for (let n = 0; n < 3; n++) emit(fails)
    expect(messages()).toHaveLength(1)
    emit(succeeds)
    for (let n = 0; n < 3; n++) emit(fails)
    expect(messages()).toHaveLength(2)
  })

  test('one kind hides no other', () => {
    const { emit, messages } = open()
    emit(noResponse)
    emit(failed('Failed to fetch'))
    vi.stubGlobal('navigator', { onLine: false })
    emit(failed('Failed to fetch'))
    emit(noResponse)
    expect(messages()).toEqual([
      `candidate: ${BLOCKED}`,
      `flush: ${BLOCKED}`,
      'flush: no response: offline',
      'candidate: no response: offline',
    ])
  })
})

test('debugLog adds what to do', () => {
  const { emit, problems } = open()
  emit(failed('Failed to fetch'))
  emit(noResponse)
  const lines: string[] = []
  const write = (line: string) => void lines.push(line)
  const log = debugLog({ console: { debug: write, info: write, warn: write } })
  for (const error of problems) void log({ type: 'problem', error })
  expect(lines[0]).toContain('request: flush: no response')
  expect(lines[0]).toContain('start the collector with --allow-origin')
  expect(lines[1]).toContain('caused by TypeError: Failed to fetch')
  expect(lines[1]).toContain('x-shadow-mode')
})
