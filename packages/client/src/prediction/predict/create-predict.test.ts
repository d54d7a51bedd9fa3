import { expect, test } from 'vitest'
import type { CallContext } from '../../core/model/model.ts'
import type { PlanInput } from '../../plan/plan-input.ts'
import { createTestPlatform } from '../../testing/create-test-platform.ts'
import { makeReading } from '../../testing/make-reading.ts'
import { openTestClient } from '../../testing/open-test-client.ts'
import type { Answers } from '../call/answer.ts'
import type { PredictOptions } from '../options/predict-options.ts'
import { createPredict } from './create-predict.ts'

const open = (
  violates: (output: number) => boolean = () => false,
  live: (context: CallContext) => Promise<number> = async () => 1,
  plan: PlanInput = { serve: 'candidate', shadowRate: 1 },
) => {
  const observed: [string, Answers<number>][] = []
  const subjects: unknown[] = []
  let liveCalls = 0
  const predict = createPredict<string, number>({
    platform: createTestPlatform(),
    models: {
      live: {
        version: '1',
        predict: (_, context) => {
          liveCalls += 1
          return live(context)
        },
      },
      candidate: { version: '2', predict: async input => Number(input) },
    },
    plans: {
      currentReading: subject => {
        subjects.push(subject)
        return makeReading(plan)
      },
    },
    observe: () => (served, answers) => void observed.push([served, answers]),
    violates,
    onFallback: () => {},
  })
  return { predict, observed, subjects, liveCalls: () => liveCalls }
}

test('an answer that breaks a bound is answered for by live in the same call; the pair keeps both', async () => {
  const { predict, observed, liveCalls } = open(output => output > 100)
  expect(await predict('7')).toBe(7)
  expect(liveCalls()).toBe(0)
  expect(await predict('700')).toBe(1)
  expect(liveCalls()).toBe(1)
  expect(observed).toMatchObject([
    ['candidate', { candidate: { status: 'ok', output: 7 } }],
    ['live', { candidate: { status: 'ok', output: 700 }, live: { status: 'ok', output: 1 } }],
  ])
})

test('options that are null are none', async () => {
  const { predict } = open()
  expect(await predict('7', null as never)).toBe(7)
})

test('when live fails in its place, the error is live’s own', async () => {
  const error = new Error('live')
  const { predict, observed } = open(
    () => true,
    () => Promise.reject(error),
  )
  await expect(predict('7')).rejects.toBe(error)
  expect(observed).toMatchObject([['live', { live: { status: 'error', error } }]])
})

test('without bounds every answer is good', async () => {
  const { predict } = open()
  expect(await predict('700')).toBe(700)
})

const hostile = {
  'no AbortSignal': { signal: 'stop' },
  'half an AbortSignal': { signal: { addEventListener: () => {}, aborted: false } },
  'a getter that throws for its signal': {
    get signal() {
      throw new Error('signal')
    },
  },
  'a getter that throws for its subject': {
    get subject() {
      throw new Error('subject')
    },
  },
}

test.each(Object.entries(hostile))('%s harms no serving call, nor its error', async (_, options) => {
  const given = options as unknown as PredictOptions
  for (const serve of ['live', 'candidate'] as const) {
    const good = open(undefined, undefined, { serve, shadowRate: 0 })
    expect(await good.predict('7', given)).toBe(serve === 'live' ? 1 : 7)
  }
  const error = new Error('live')
  const bad = open(
    () => true,
    () => Promise.reject(error),
  )
  await expect(bad.predict('7', given)).rejects.toBe(error)
})

test('live gets the signal as it was given', async () => {
  const signals: unknown[] = []
  const live = async ({ signal }: CallContext) => signals.push(signal)
  const { predict } = open(undefined, live, { serve: 'live', shadowRate: 0 })
  await predict('7', { signal: 'stop' as never })
  expect(signals).toEqual(['stop'])
})

test('a subject whose getter throws does not cost the call its signal', async () => {
  const stopping = new AbortController()
  const { predict, observed } = open(undefined, ({ signal }) => Promise.reject(signal?.reason), {
    serve: 'live',
    shadowRate: 0,
  })
  stopping.abort('enough')
  const options = Object.defineProperty({ signal: stopping.signal }, 'subject', {
    get: () => {
      throw new Error('subject')
    },
  })
  await expect(predict('7', options)).rejects.toBe('enough')
  expect(observed).toMatchObject([['live', { live: { status: 'aborted' } }]])
})

test('only a text names a subject', async () => {
  const { predict, subjects } = open()
  for (const subject of ['user-17', 17, null, {}, Symbol('user')]) await predict('7', { subject } as never)
  expect(subjects).toEqual(['user-17', '', '', '', ''])
})

test.each(['live', 'candidate'] as const)(
  'a signal whose getter throws does not stand in for the error of the %s that serves',
  async serve => {
    const { client, platform } = openTestClient({
      plan: { serve },
      live: { predict: () => Promise.reject(new Error('live')) },
      candidate: { predict: () => Promise.reject(new Error('candidate')) },
    })
    const signal = {
      get aborted() {
        throw new Error('getter')
      },
    }
    await expect(client.predict(1, { signal: signal as never })).rejects.toThrow('live')
    await platform.advance(1_000)
    expect(client.status()).toMatchObject({ sampled: 1, queued: 1, running: 0 })
  },
)
