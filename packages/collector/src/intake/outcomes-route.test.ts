import { expect, onTestFinished, test } from 'vitest'
import type { Engine } from '../engine/engine.ts'
import { openEngine } from '../engine/open-engine.ts'
import { allOf } from '../testing/all-of.ts'
import { batchText } from '../testing/batch-text.ts'
import { outcomeRecord } from '../testing/outcome-record.ts'
import { pairRecord } from '../testing/pair-record.ts'
import { INGEST_KEY, READ_TOKEN, startTestCollector } from '../testing/start-test-collector.ts'

const start = (...rest: Parameters<typeof startTestCollector> extends [unknown, ...infer R] ? R : never) =>
  startTestCollector(onTestFinished, ...rest)

const post = (url: string, body: string, key = INGEST_KEY) =>
  fetch(`${url}/v1/outcomes?key=${key}`, { method: 'POST', body })

const batch = (records: string[]) => batchText(records, { list: 'outcomes' })

/** Waits until the engine has all that was acknowledged. */
const drained = (url: string) =>
  fetch(`${url}/v1/experiments/credit-risk/pairs`, { headers: { authorization: `Bearer ${READ_TOKEN}` } })

test('each outcome is judged by itself, and kept as it was sent', async () => {
  const { url, engine } = await start()
  const good = [
    outcomeRecord({ label: '{"n":9007199254740993}' }),
    outcomeRecord({ target: '"id":"0198aaaa-0000-7000-8000-000000000001"' }),
  ]
  const texts = good.map(outcome => outcome.text)
  const long = outcomeRecord({ label: `"${'x'.repeat(70_000)}"` })
  const bad = [outcomeRecord({ target: '"reference":""', outcomeId: 'mine' }).text, '{"id":7}', long.text]
  const answer = await post(url, batch([...bad, ...texts]))
  expect(answer.status).toBe(202)
  expect(await answer.json()).toEqual({
    accepted: 2,
    duplicates: 0,
    rejected: [
      { index: 0, id: 'mine', error: expect.stringContaining('reference: ') },
      { index: 1, id: null, error: expect.stringContaining('experiment: ') },
      { index: 2, id: long.id, error: expect.stringContaining('at most 65536') },
    ],
  })
  await drained(url)
  expect([...engine.outcomeRecords.values()].map(({ raw }) => raw)).toEqual(texts)
  expect(engine.records.size).toBe(0)
})

test('a batch of pairs is no batch of outcomes, and the key is wanted', async () => {
  const { url } = await start()
  const wrong = await post(url, batchText([pairRecord().text]))
  expect(wrong.status).toBe(400)
  expect(await wrong.text()).toContain('outcomes')
  expect((await post(url, batch([]), 'wrong')).status).toBe(401)
})

test('pairs and outcomes of one group each go where they belong, once', async () => {
  const parts: { engine?: Engine } = {}
  const { url, accept } = await start(
    {},
    { openEngine: async options => (parts.engine = await openEngine(options)) },
  )
  const pair = pairRecord()
  const first = outcomeRecord()
  const other = outcomeRecord({ outcomeId: first.id, label: '0' })
  const anonymous = outcomeRecord({ outcomeId: null })
  await Promise.all([
    accept(batchText([pair.text])),
    post(url, batch([first.text, anonymous.text])),
    accept(batchText([pair.text])),
  ])
  const again = await post(url, batch([first.text, other.text, anonymous.text]))
  expect(await again.json()).toMatchObject({ accepted: 3, duplicates: 3 })
  await drained(url)
  const { engine } = parts
  expect((await allOf(engine!.readOutcomes('credit-risk'))).toSorted()).toEqual(
    [first.text, anonymous.text].toSorted(),
  )
  expect(await allOf(engine!.readPairs('credit-risk', { from: null, to: null }))).toEqual([pair.text])
  // What belongs to outcomes is no fault of the pairs.
  expect(await engine!.readCaptureFacts('credit-risk')).toMatchObject({ conflicts: 0, setAside: 0 })
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('shadow_mode_intake_outcomes_total{result="accepted"} 5')
  expect(metrics).toContain('shadow_mode_engine_outcomes_total{result="stored"} 2')
  expect(metrics).toContain('shadow_mode_engine_outcomes_total{result="duplicate"} 2')
  expect(metrics).toContain('shadow_mode_engine_outcomes_total{result="conflict"} 1')
  expect(metrics).toContain('shadow_mode_engine_records_total{result="stored"} 1')
}, 60_000)
