import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { expect, test } from 'vitest'
import { emptyAccount } from '../../core/books/account.ts'
import { lossesToReport } from './losses-to-report.ts'

const accounts = Object.fromEntries(
  Array.from({ length: 150 }, (_, n) => [`e${n}`, { ...emptyAccount(), sampled: n }]),
)
const ledger = { client: numberedPair(1).id, accounts }

test('tells of no more experiments than the collector takes, but of those in the batch and the newest', () => {
  const pair = { id: numberedPair(1).id, json: '{}', key: 'k', experiment: 'e7' }
  const told = Object.keys(lossesToReport(ledger, [pair], false))
  expect(told).toHaveLength(100)
  expect(told).toEqual(expect.arrayContaining(['e7', 'e149', 'e51']))
  expect(told).not.toContain('e50')
})
