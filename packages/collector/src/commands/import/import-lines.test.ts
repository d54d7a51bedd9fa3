import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { expect, test } from 'vitest'
import { pairKind } from '../../intake/record-kind.ts'
import type { FileLine } from '../../table/read-lines.ts'
import { importLines } from './import-lines.ts'
import type { RecordLine } from './record-line.ts'

const what = { experiment: 'credit-risk', kind: pairKind }
const silent = { onBadLine: () => undefined, onProgress: () => undefined }

async function* pairs(count: number, after?: Error): AsyncGenerator<FileLine> {
  for (let number = 1; number <= count; number++)
    yield { number, bytes: Buffer.from(JSON.stringify(newPair())) }
  if (after) throw after
}

function testSink(fail: boolean) {
  const sent: number[][] = []
  const send = async (batch: RecordLine[]) => {
    sent.push(batch.map(pair => pair.line))
    if (fail) throw new Error('no collector')
    return []
  }
  return { sent, sink: { maxRecords: 2, maxLength: 1e6, send, summarise: () => ({}) } }
}

test('what a sink refused for good is not sent a second time', async () => {
  const { sent, sink } = testSink(true)
  await expect(importLines(pairs(5), what, sink, silent)).rejects.toThrow('no collector')
  expect(sent).toEqual([[1, 2]])
})

test('a file that ends badly keeps what was read well', async () => {
  const { sent, sink } = testSink(false)
  await expect(importLines(pairs(3, new Error('torn')), what, sink, silent)).rejects.toThrow('torn')
  expect(sent).toEqual([[1, 2], [3]])
})
