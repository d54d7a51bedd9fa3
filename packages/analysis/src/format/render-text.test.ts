import { IMPORT_SDK } from '@shadow-mode/protocol'
import { makePair } from '@shadow-mode/test-support/make-pair.ts'
import { expect, test } from 'vitest'
import { createAnalysis } from '../create-analysis.ts'
import { makeRules, noFacts, okSide } from '../testing/make-parts.ts'
import { formatNumber } from './format-number.ts'
import { renderText } from './render-text.ts'

function text(n: number, output: (i: number) => [string, number]): string {
  const rules = makeRules({ margins: { 'outputs.class.agreement': { min: 0.9 } } })
  const analysis = createAnalysis({ experiment: 'test', window: { from: null, to: null }, rules })
  for (let i = 0; i < n; i++) {
    const [label, score] = output(i)
    analysis.add(
      makePair({
        experiment: 'test',
        live: okSide({ class: label, score }),
        candidate: okSide({ class: label, score: score + 1 }),
      }),
    )
  }
  return renderText(analysis.report({ ...noFacts, losses: { ...noFacts.losses, clients: 1 } }))
}

test('the verdict and what it rests on come first', () => {
  const lines = text(500, i => [i % 2 ? 'a' : 'b', i]).split('\n')
  expect(lines.slice(0, 2)).toEqual(['Shadow run of test', 'PROMOTE: every deciding check passed'])
  expect(lines[2]).toMatch(/^ {2}capture\.pairs +compared pairs 500 lies inside the margin ≥ 200$/)
})

test('too few pairs: what is missing comes first', () => {
  const lines = text(3, i => ['a', i]).split('\n')
  expect(lines.slice(1, 3)).toEqual([
    'INSUFFICIENT: no verdict yet',
    expect.stringMatching(/capture\.pairs .*3 of the 200/),
  ])
})

/** Renders the headline for a run that lost half of its pairs and whose candidate answers `other` for `a`. */
function headlineOfLossy(other: string): string | undefined {
  const rules = makeRules({ margins: { 'outputs.class.agreement': { min: 0.9 } } })
  const analysis = createAnalysis({ experiment: 'test', window: { from: null, to: null }, rules })
  for (let i = 0; i < 500; i++)
    analysis.add(
      makePair({ experiment: 'test', live: okSide({ class: 'a' }), candidate: okSide({ class: other }) }),
    )
  const losses = { clients: 1, sampled: 1_000, unconfirmed: 0, dropped: { privacy: 500 } }
  return renderText(analysis.report({ ...noFacts, losses })).split('\n')[1]
}

test('a loss on the way holds, and is not called a failure of the candidate', () => {
  expect(headlineOfLossy('a')).toBe('HOLD: a deciding check failed: capture.complete')
  expect(headlineOfLossy('b')).toBe('HOLD: the candidate failed a deciding check')
})

test('losses that no client counted are not told as none', () => {
  const analysis = createAnalysis({
    experiment: 'test',
    window: { from: null, to: null },
    rules: makeRules(),
  })
  analysis.add(makePair({ experiment: 'test', context: { sdk: IMPORT_SDK } }))
  const lines = renderText(analysis.report(noFacts))
  expect(lines).toMatch(/^ {2}losses +not known; no client reported counters$/m)
  expect(lines).toMatch(/^ {2}pairs +1, of which 1 compared; 1 from a log$/m)
})

test('outcomes are told of only where there are any', () => {
  const analysis = createAnalysis({
    experiment: 'test',
    window: { from: null, to: null },
    rules: makeRules(),
  })
  const none = { stored: 0, losses: noFacts.losses, setAside: 0 }
  expect(renderText(analysis.report({ ...noFacts, outcomes: none }))).not.toContain('outcomes ')
  const losses = { clients: 2, sampled: 9, unconfirmed: 1, dropped: { expired: 3 } }
  const facts = { ...noFacts, outcomes: { stored: 5, losses, setAside: 1 } }
  const told = 'stored 5, set aside 1; lost expired 3; unconfirmed 1; recorded 9 on 2 clients'
  expect(renderText(analysis.report(facts))).toContain(told)
  expect(analysis.report(facts).capture.outcomes).toEqual(facts.outcomes)
})

test('checks stand in columns', () => {
  const lines = text(500, i => ['a', i]).split('\n')
  const head = lines.findIndex(line => line.startsWith('  status '))
  const column = lines[head]?.indexOf('check') ?? -1
  expect(column).toBeGreaterThan(0)
  for (const line of lines.slice(head + 1, lines.indexOf('', head)))
    expect(line.slice(column - 1, column + 1)).toMatch(/^ [a-z]$/)
})

test('data cannot steer the terminal, and no NaN is printed', () => {
  const shown = text(5, () => ['\u001b[31m\u009b2J\r\nPROMOTE\u202e', 1])
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
  expect(shown).not.toMatch(/^PROMOTE/m)
  expect(shown).not.toMatch(/NaN|undefined|Infinity/)
})

test('numbers', () => {
  expect([null, 0, 1 / 3, 123456789, 1e-7, -2e12].map(formatNumber)).toEqual([
    '–',
    '0',
    '0.333333',
    '123457000',
    '1.000e-7',
    '-2.000e+12',
  ])
})

test('a reason is printed whole, however long', () => {
  const path = 'a'.repeat(300)
  const rules = makeRules({ margins: { [`outputs.${path}.agreement`]: { min: 0.9 } } })
  const analysis = createAnalysis({ experiment: 'test', window: { from: null, to: null }, rules })
  for (let i = 0; i < 500; i++)
    analysis.add(
      makePair({ experiment: 'test', live: okSide({ [path]: 'x' }), candidate: okSide({ [path]: 'y' }) }),
    )
  const [, verdict, reason] = renderText(analysis.report(noFacts)).split('\n')
  expect(verdict).toMatch(/^HOLD/)
  expect(reason).toContain(`agreement of ${path} 0 `)
  expect(reason).toMatch(/lies outside the margin ≥ 0\.9$/)
})
