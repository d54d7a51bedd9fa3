import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { allOf } from '../testing/all-of.ts'
import { openTestEngine } from '../testing/open-test-engine.ts'
import { outcomeRecord } from '../testing/outcome-record.ts'
import type { Engine, IngestRecord } from './engine.ts'

vi.setConfig({ testTimeout: 60_000 })

const options = { kind: 'outcomes', quarantine: true } as const
const none = { stored: 0, duplicates: 0, conflicts: 0, quarantined: 0, deadLetters: 0 }

const testEngine = (dir: string): Promise<Engine> => openTestEngine({ defer: onTestFinished }, { dir })

const record = (seq: number, parts: Parameters<typeof outcomeRecord>[0] = {}): IngestRecord => {
  const { id, text } = outcomeRecord(parts)
  return { seq, id, experiment: 'credit-risk', raw: text }
}

test('outcomes are stored once, survive a restart, and their numbers are not given out again', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const engine = await testEngine(dir)
  // More than a page, and ids that want care in SQL.
  const odd = ["o'brien", 'back\\slash', 'tab\t"quoted"', '\u{1F600}'].map((id, index) => {
    const { seq, experiment, raw } = record(1_001 + index, { outcomeId: JSON.stringify(id).slice(1, -1) })
    return { seq, experiment, raw, id }
  })
  const records = [...Array.from({ length: 1_000 }, (_, index) => record(index + 1)), ...odd]
  expect(await engine.ingest(records, [], options)).toEqual({ ...none, stored: 1_004 })
  expect(await engine.ingest(records, [], options)).toEqual({ ...none, duplicates: 1_004 })
  await engine.close()

  const reopened = await testEngine(dir)
  expect(await reopened.readLastSeq()).toBe(1_004)
  const raws = await allOf(reopened.readOutcomes('credit-risk'))
  expect(raws.toSorted()).toEqual(records.map(({ raw }) => raw).toSorted())
  expect(await allOf(reopened.readOutcomes('other'))).toEqual([])
  expect(await reopened.listExperiments()).toEqual([])
})

test('the first of an id wins; another text is a conflict; what does not read is set aside; the rest is stored', async () => {
  const engine = await testEngine(await temporaryFolder({ defer: onTestFinished }))
  const first = record(1)
  const results = await engine.ingest(
    [
      first,
      record(2, { outcomeId: first.id, label: '"other"' }),
      { ...record(3), raw: '{"no":"outcome"}' },
      { ...record(4), raw: '{' },
      record(5, { label: '"\\ud800"', target: '"reference":"\\ud800"' }),
    ],
    [
      {
        client: 'c',
        receivedAt: Date.now(),
        experiment: 'credit-risk',
        losses: { sampled: 5, unconfirmed: 0, dropped: { rejected: 1 } },
      },
    ],
    options,
  )
  expect(results).toEqual({ ...none, stored: 2, conflicts: 1, deadLetters: 2 })
  expect(await allOf(engine.readOutcomes('credit-risk'))).toContain(first.raw)
  expect((await engine.readCaptureFacts('credit-risk')).outcomes).toEqual({
    stored: 2,
    losses: { clients: 1, sampled: 5, unconfirmed: 0, dropped: { rejected: 1 }, largest: 1 },
    // With the conflict, whose text is kept there.
    setAside: 3,
  })
  // They are not the pairs' losses.
  expect(await engine.readCaptureFacts('credit-risk')).toMatchObject({ losses: { clients: 0 }, setAside: 0 })
})
