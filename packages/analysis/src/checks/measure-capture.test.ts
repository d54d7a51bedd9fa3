import type { Report } from '@shadow-mode/protocol'
import { makePair } from '@shadow-mode/test-support/make-pair.ts'
import { expect, test } from 'vitest'
import { createAnalysis } from '../create-analysis.ts'
import { renderText } from '../format/render-text.ts'
import { makeRules, noFacts, okSide } from '../testing/make-parts.ts'

type Capture = Report['capture']

/** A run of 500 equal answers, whose clients say this. */
function reportOf(facts: Partial<Capture>, stored: { stored?: number } = { stored: 500 }): Report {
  const rules = makeRules({ margins: { 'outputs.class.agreement': { min: 0.9 } } })
  const analysis = createAnalysis({ experiment: 'test', window: { from: null, to: null }, rules })
  for (let i = 0; i < 500; i++)
    analysis.add(
      makePair({ experiment: 'test', live: okSide({ class: 'a' }), candidate: okSide({ class: 'a' }) }),
    )
  return analysis.report({ ...noFacts, ...stored, ...facts })
}

const losses = (lost: number, more: Partial<Capture['losses']> = {}): Capture['losses'] => ({
  clients: 5,
  sampled: 500 + lost,
  unconfirmed: 0,
  dropped: { exit: lost },
  largest: 1,
  ...more,
})

const setAside = (records: number) => ({ clients: 1, sampled: 9e15, lost: 9e15, records })
const verdictOf = (given: Capture['losses']) => reportOf({ losses: given }).verdict.decision

test.each([
  ['promote', losses(5)],
  ['promote', losses(5, { setAside: setAside(0) })],
  ['promote', losses(5, { setAside: setAside(25) })],
  ['insufficient', losses(5, { setAside: setAside(26) })],
  ['insufficient', losses(0, { sampled: 0, clients: 0, setAside: setAside(500) })],
  // What is known to be lost is enough.
  ['hold', losses(50, { setAside: setAside(0) })],
  ['hold', losses(50, { setAside: setAside(500) })],
] as const)('%s where the clients say %j', (decision, given) => {
  expect(verdictOf(given)).toBe(decision)
})

test('an older collector, which does not say how much is stored, is judged by the window', () => {
  const decisions = [25, 26].map(
    records => reportOf({ losses: losses(5, { setAside: setAside(records) }) }, {}).verdict.decision,
  )
  expect(decisions).toEqual(['promote', 'insufficient'])
})

test.each([
  ['one client with most of the losses', losses(20, { largest: 15 }), 'one of 5 clients lost 15'],
  ['samples without a trace', losses(5, { sampled: 9_000 }), '8495 neither arrived nor were lost'],
  [
    'counters that are set aside',
    losses(5, { setAside: setAside(3) }),
    'counters of 1 clients set aside; these clients sent 3 of 500 pairs',
  ],
])('the check says it: %s', (_, given, text) => {
  const { message } = reportOf({ losses: given }).checks.find(check => check.id === 'capture.complete') ?? {}
  expect(message).toContain(text)
  expect(
    reportOf({ losses: losses(5) })
      .checks.map(check => check.message)
      .join(),
  ).not.toMatch(/one of|neither|set aside/)
})

test('the text tells who sent the pairs, and what was set aside', () => {
  const senders = { clients: 3, records: 500, largest: 400, largestTen: 500 }
  const text = renderText(reportOf({ senders, losses: losses(20, { largest: 15, setAside: setAside(3) }) }))
  expect(text).toMatch(/^ {2}senders +3 clients sent 500 pairs; the largest 80 %, the ten largest 100 %$/m)
  expect(text).toMatch(/^ {2}losses +exit 20; .* on 5 clients, one of which lost 15$/m)
  expect(text).toMatch(/^ {2}losses set aside +1 clients claimed .* and sent 3 pairs$/m)
  expect(text).not.toContain('unaccounted')
})
