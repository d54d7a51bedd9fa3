import { expect, onTestFinished, test } from 'vitest'
import type { ShadowEvent } from '../core/status/status.ts'
import { openFlagged } from '../testing/open-flagged.ts'
import { openTestClient, type TestClientOptions } from '../testing/open-test-client.ts'
import { settle } from '../testing/settle.ts'

const mine = new Error('of the app')
/** A function that the app has made async although it should not be, and that rejects. */
const rejects = (async () => {
  await Promise.resolve()
  throw mine
}) as () => never

const collectUnhandled = () => {
  const unhandled: unknown[] = []
  const listener = (error: unknown) => void unhandled.push(error)
  process.on('unhandledRejection', listener)
  onTestFinished(() => void process.off('unhandledRejection', listener))
  return unhandled
}
const problems = (events: ShadowEvent[]) =>
  events.flatMap(event => (event.type === 'problem' ? [event.error.message] : []))

const SYNC = 'expected a synchronous function'

test.each<[string, TestClientOptions, string[]]>([
  ['consent', { options: { consent: rejects } }, ['consent: expected true, false or unknown']],
  ['record.input', { options: { record: { input: rejects } } }, [`record: ${SYNC}`]],
  ['record.output', { options: { record: { output: rejects } } }, [`record: ${SYNC}`]],
  ['redact', { options: { redact: rejects } }, [`redact: ${SYNC}`]],
  ['fields', { options: { fields: rejects } }, [mine.message]],
  ['stop of the candidate', { candidate: { stop: rejects } }, [mine.message]],
  ['stop of live', { live: { stop: rejects } }, [mine.message]],
  ['predict of the candidate', { candidate: { predict: rejects } }, []],
])('%s is async and rejects: no rejection is unhandled, and the app learns of it', async (_, given, told) => {
  const unhandled = collectUnhandled()
  const { client, platform, events } = openTestClient(given)
  expect(await client.predict(1)).toBe('live')
  await platform.advance(3_000)
  client.recordOutcome({ reference: 'a', label: 1 })
  client.status()
  await client.flush()
  await client.close()
  await settle()
  await settle()
  expect(unhandled).toEqual([])
  expect([...new Set(problems(events))]).toEqual(told)
})

test('a listener that rejects at a problem event is not told of itself', async () => {
  const unhandled = collectUnhandled()
  const { client, platform, events } = openTestClient({ options: { redact: rejects } })
  client.subscribe(rejects)
  await client.predict(1)
  await platform.advance(3_000)
  expect(problems(events)).toContain(mine.message)
  expect(problems(events).length).toBeLessThan(10)
  expect(unhandled).toEqual([])
})

test('a flag source whose functions are async and reject, or throw, ends nothing else', async () => {
  for (const broken of [
    rejects,
    () => {
      throw mine
    },
  ]) {
    const unhandled = collectUnhandled()
    const { client, platform, outbox, events } = openFlagged({
      watch: { refresh: broken, pause: broken, stop: broken },
    })
    await client.predict(1)
    await platform.advance(3_000)
    platform.fire('exit')
    platform.fire('restore')
    await client.close()
    await platform.advance(1)
    await settle()
    expect(outbox.calls).toContain('close')
    expect(unhandled).toEqual([])
    expect(new Set(problems(events))).toEqual(new Set([mine.message]))
  }
})

test.each([undefined, null, {}, 'log', { next: () => 1 }])('subscribe refuses %j', listener => {
  const { client } = openTestClient()
  expect(() => client.subscribe(listener as never)).toThrow(
    expect.objectContaining({ name: 'InvalidOptionError', message: 'listener: expected a function' }),
  )
})
