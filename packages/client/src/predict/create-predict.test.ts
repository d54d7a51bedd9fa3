import { expect, test } from 'vitest'
import { createTestPlatform } from '../testing/create-test-platform.ts'
import { makeReading } from '../testing/make-reading.ts'
import type { Answers } from '../call/answer.ts'
import { createPredict } from './create-predict.ts'

const open = (
  violates: (output: number) => boolean = () => false,
  live: () => Promise<number> = async () => 1,
) => {
  const observed: [string, Answers<number>][] = []
  let liveCalls = 0
  const predict = createPredict<string, number>({
    platform: createTestPlatform(),
    models: {
      live: {
        version: '1',
        predict: () => {
          liveCalls += 1
          return live()
        },
      },
      candidate: { version: '2', predict: async input => Number(input) },
    },
    inForce: () => makeReading({ serve: 'candidate', shadowRate: 1 }),
    observe: () => (served, answers) => void observed.push([served, answers]),
    violates,
    onFallback: () => {},
  })
  return { predict, observed, liveCalls: () => liveCalls }
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
