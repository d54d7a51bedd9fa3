import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ingestRecord } from '../testing/ingest-record.ts'
import { openTestEngine } from '../testing/open-test-engine.ts'

vi.setConfig({ testTimeout: 240_000 })

const PAIRS = 100_000
const BATCH = 10_000
/** A page is 4 MiB, and is here as text and on its way. All pairs together are 140 MB. */
const MAX_GROWTH_BYTES = 32 * 1024 * 1024

test('100,000 pairs stream in order of their ids through flat memory', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage: () => void = runInNewContext('gc')
  const used = (): number => {
    collectGarbage()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const engine = await openTestEngine({ defer: onTestFinished })
  const start = Date.UTC(2026, 9, 1)
  const note = 'n'.repeat(950)
  for (let from = 0; from < PAIRS; from += BATCH) {
    // Handed in backwards, so that the order of the ids is not that of their arrival.
    const records = Array.from({ length: BATCH }, (_, index) => {
      const number = PAIRS - from - index
      return ingestRecord(newPair({ at: start + number * 10_000, input: { number, note } }), from + index + 1)
    })
    await engine.ingest(records, [], { quarantine: false })
  }

  const before = used()
  let highest = 0
  let length = 0
  let expected = 1
  for await (const raw of engine.readPairs('credit-risk', { from: null, to: null })) {
    if (JSON.parse(raw).input.number !== expected) throw new Error(`Pair ${expected} is missing`)
    if (expected % 10_000 === 0) highest = Math.max(highest, used() - before)
    length += raw.length
    expected += 1
  }
  expect(expected - 1).toBe(PAIRS)
  expect(length).toBeGreaterThan(4 * MAX_GROWTH_BYTES)
  expect(highest).toBeLessThan(MAX_GROWTH_BYTES)
})
