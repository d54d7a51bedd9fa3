import { IMPORT_SDK, type Margin, ReportSchema, type Rules } from '@shadow-mode/protocol'
import { makePair } from '@shadow-mode/test-support/make-pair.ts'
import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { describe, expect, test } from 'vitest'
import { AnalysisError } from './analysis-error.ts'
import { type CaptureFacts, createAnalysis } from './create-analysis.ts'
import { failedSide, makeRules, noFacts, okSide } from './testing/make-parts.ts'

interface Run {
  n?: number
  disagreements?: number
  failures?: number
  shift?: number
  slowdown?: number
  facts?: Partial<CaptureFacts>
  rules?: Partial<Rules>
  versions?: string[]
  subjects?: number
  /** How many of the pairs come from a log. */
  imported?: number
}

// Runs `n` pairs. The class differs in the first `disagreements` pairs, and the score is shifted by `shift` on average.
function runReport(run: Run) {
  const { n = 2000, disagreements = 0, failures = 0, shift = 0, slowdown = 1, versions = ['2.0.0'] } = run
  const random = seededRandom(7)
  const analysis = createAnalysis({
    experiment: 'test',
    window: { from: null, to: null },
    rules: makeRules(run.rules),
  })
  for (let i = 0; i < n; i++) {
    const score = random()
    const durationMs = 5 + 5 * random()
    const version = versions[i % versions.length] ?? '2.0.0'
    const candidate =
      i < failures
        ? { ...failedSide('timeout'), version }
        : okSide(
            { ok: (i % 2 === 0) === i >= disagreements, score: score + shift + 0.01 * (random() - 0.5) },
            { version, durationMs: durationMs * slowdown },
          )
    analysis.add(
      makePair({
        experiment: 'test',
        live: okSide({ ok: i % 2 === 0, score }, { durationMs, httpStatus: 200 }),
        candidate,
        context: { sdk: i < (run.imported ?? 0) ? IMPORT_SDK : '1.0.0' },
        ...(run.subjects === undefined ? {} : { subject: `s${i % run.subjects}` }),
      }),
    )
  }
  const report = analysis.report({ ...noFacts, ...run.facts })
  expect(ReportSchema['~standard'].validate(report)).toEqual({ typed: true, value: report })
  return { ...report, check: (id: string) => report.checks.find(check => check.id === id) }
}

const margins = (record: Record<string, Margin>): Partial<Rules> => ({ margins: record })
const agreement = { 'outputs.ok.agreement': { min: 0.95 } }

describe('the verdict', () => {
  test('no margins: insufficient, and says which could be declared and what they are today', () => {
    const { verdict } = runReport({})
    expect(verdict.decision).toBe('insufficient')
    expect(verdict.reasons.map(reason => reason.checkId)).toEqual([
      'outputs',
      'outputs.ok.agreement',
      'outputs.score.meanDifference',
      'outputs.score.meanAbs',
    ])
    expect(verdict.reasons[1]?.text).toMatch(/^agreement of ok is 1 \[0\.99\d+, 1\] so far/)
  })

  test('no margins: insufficient even when something is plainly wrong, which it names', () => {
    const { verdict } = runReport({ failures: 1000 })
    expect(verdict.decision).toBe('insufficient')
    expect(verdict.reasons[0]?.checkId).toBe('status.candidate.errorRate')
  })

  test('promote: all checks that decide pass', () => {
    const report = runReport({
      disagreements: 20,
      rules: margins({ ...agreement, 'outputs.score.meanDifference': { min: -0.01, max: 0.01 } }),
    })
    expect(report.verdict.decision).toBe('promote')
    expect(report.check('outputs.ok.comparable')).toMatchObject({ status: 'pass', severity: 'critical' })
  })

  test('hold: the whole interval lies outside', () => {
    const { verdict } = runReport({ disagreements: 300, rules: margins(agreement) })
    expect(verdict.decision).toBe('hold')
    expect(verdict.reasons.map(reason => reason.checkId)).toEqual(['outputs.ok.agreement'])
  })

  test('between: insufficient', () => {
    const report = runReport({ disagreements: 100, rules: margins(agreement) })
    expect(report.check('outputs.ok.agreement')).toMatchObject({ status: 'insufficient', value: 0.95 })
    expect(report.verdict).toMatchObject({
      decision: 'insufficient',
      reasons: [{ checkId: 'outputs.ok.agreement' }],
    })
  })

  test('a margin on latency alone can hold and never promotes', () => {
    const rules = margins({ 'latency.p95': { max: 1.5 } })
    expect(runReport({ slowdown: 3, rules }).verdict.decision).toBe('hold')
    const fine = runReport({ rules })
    expect(fine.check('latency.p95')?.status).toBe('pass')
    expect(fine.verdict.decision).toBe('insufficient')
    expect(fine.verdict.reasons[0]?.checkId).toBe('outputs')
  })

  test('fewer pairs than asked: insufficient', () => {
    const report = runReport({ n: 150, rules: margins({ 'outputs.ok.agreement': { min: 0.5 } }) })
    expect(report.verdict.decision).toBe('insufficient')
    expect(report.verdict.reasons.map(reason => reason.checkId)).toContain('capture.pairs')
    const small = runReport({
      n: 150,
      rules: { ...margins({ 'outputs.ok.agreement': { min: 0.5 } }), minPairs: 100 },
    })
    expect(small.check('outputs.ok.agreement')?.status).toBe('pass')
  })

  test('a candidate that always fails is held, though no pair can be compared', () => {
    const report = runReport({ failures: 2000, rules: margins(agreement) })
    expect(report.capture.paired).toBe(0)
    expect(report.verdict.decision).toBe('hold')
    expect(report.verdict.reasons.map(reason => reason.checkId)).toEqual(['status.candidate.errorRate'])
  })

  test('mixed versions: insufficient, whatever else failed', () => {
    const report = runReport({ disagreements: 1000, versions: ['2.0.0', '2.1.0'], rules: margins(agreement) })
    expect(report.verdict.decision).toBe('insufficient')
    expect(report.verdict.reasons[0]).toMatchObject({
      checkId: 'capture.versions',
      text: expect.stringContaining('2.0.0, 2.1.0'),
    })
    expect(report.check('outputs.ok.agreement')?.status).toBe('insufficient')
  })

  test('no pairs at all', () => {
    const report = runReport({ n: 0, rules: margins(agreement) })
    expect(report.verdict.decision).toBe('insufficient')
    expect(report.window.first).toBeNull()
    expect(report.latency.reasons['live.p50']).toMatch(/./)
  })
})

describe('rules', () => {
  test('a margin for a check that does not exist blocks promotion and says so', () => {
    const report = runReport({ rules: margins({ ...agreement, 'outputs.okay.agreement': { min: 0.9 } }) })
    expect(report.verdict.decision).toBe('insufficient')
    expect(report.verdict.reasons).toEqual([
      { checkId: 'outputs.okay.agreement', text: expect.stringContaining('no check with this id') },
    ])
  })

  test('unknown ids under severities and muted are shown', () => {
    const report = runReport({
      rules: { ...margins(agreement), severities: { 'a.b.c': 'info' }, muted: ['d.e.f', '__proto__'] },
    })
    expect(report.check('a.b.c')).toMatchObject({ status: 'insufficient', severity: 'info' })
    expect(report.check('d.e.f')).toMatchObject({ status: 'muted' })
    expect(report.check('__proto__')).toMatchObject({ status: 'muted' })
    expect(report.verdict.decision).toBe('promote')
  })

  test('a muted check decides nothing, and a muted margin promotes nothing', () => {
    const report = runReport({
      disagreements: 1000,
      rules: { ...margins(agreement), muted: ['outputs.ok.agreement'] },
    })
    expect(report.check('outputs.ok.agreement')).toMatchObject({
      status: 'muted',
      message: expect.stringMatching(/^muted \(fail\)/),
    })
    expect(report.verdict).toMatchObject({
      decision: 'insufficient',
      reasons: [{ checkId: 'outputs' }, { checkId: 'outputs.score.meanDifference' }, {}],
    })
  })

  test('a warning fails and does not hold', () => {
    const rules = {
      ...margins({ ...agreement, 'latency.p95': { max: 1.1 } }),
      severities: { 'latency.p95': 'warning' as const },
    }
    const report = runReport({ slowdown: 3, rules })
    expect(report.check('latency.p95')).toMatchObject({ status: 'fail', severity: 'warning' })
    expect(report.verdict.decision).toBe('promote')
  })

  test('an undeclared check that was made critical blocks', () => {
    const rules = { ...margins(agreement), severities: { 'outputs.score.meanAbs': 'critical' as const } }
    expect(runReport({ rules }).verdict).toMatchObject({
      decision: 'insufficient',
      reasons: [{ checkId: 'outputs.score.meanAbs' }],
    })
  })

  test('the guards take no margin', () => {
    const report = runReport({ rules: margins({ ...agreement, 'capture.pairs': { min: 5 } }) })
    expect(report.check('capture.pairs')?.status).toBe('insufficient')
    expect(report.verdict.decision).toBe('insufficient')
  })

  test('lowering the least number of pairs to a matter of information does not lift it', () => {
    const rules = {
      ...margins({ 'outputs.ok.agreement': { min: 0.5 } }),
      severities: { 'capture.pairs': 'info' as const },
    }
    const report = runReport({ n: 150, rules })
    expect(report.verdict.decision).toBe('insufficient')
    expect(report.verdict.reasons.map(reason => reason.checkId)).toContain('capture.pairs')
  })
})

const lost = (dropped: Record<string, number>, setAside = 0) =>
  runReport({
    facts: { losses: { clients: 3, sampled: 2200, unconfirmed: 0, dropped }, setAside },
    rules: margins(agreement),
  })

describe('capture.complete', () => {
  test('fails beyond 5 % lost, whether on the device or in the engine', () => {
    expect(lost({ full: 50 }).verdict.decision).toBe('promote')
    expect(lost({ full: 100, bytes: 100 }).verdict).toMatchObject({
      decision: 'hold',
      reasons: [{ checkId: 'capture.complete' }],
    })
    expect(lost({}, 200).verdict.decision).toBe('hold')
  })

  test('what was switched off is no loss', () => {
    expect(lost({ off: 200 }).check('capture.complete')).toMatchObject({ status: 'pass', value: 0 })
  })

  test('counters beyond exact numbers leave a report that its own schema accepts', () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(lost({ a: most, b: most }, most).verdict.decision).toBe('hold')
  })

  test.each([0, 2000])('has no losses if no client counted any, with %d pairs from a log', imported => {
    const report = runReport({ imported, rules: margins(agreement) })
    expect(report.check('capture.complete')).toMatchObject({ status: 'pass', value: 0, n: 2000 })
    expect(report.check('capture.complete')?.message).toContain('no client reported counters')
    expect(report.verdict.decision).toBe('promote')
  })

  test('pairs from a log do not dilute the losses that clients counted', () => {
    const losses = { clients: 1, sampled: 100, unconfirmed: 0, dropped: { full: 20 } }
    const report = runReport({ imported: 1920, facts: { losses }, rules: margins(agreement) })
    expect(report.capture).toMatchObject({ pairs: 2000, imported: 1920 })
    expect(report.check('capture.complete')).toMatchObject({ status: 'insufficient', value: 0.2, n: 100 })
  })

  test('a margin replaces the default', () => {
    const report = runReport({
      facts: { losses: { clients: 1, sampled: 2200, unconfirmed: 0, dropped: { full: 200 } } },
      rules: margins({ ...agreement, 'capture.complete': { max: 0.2 } }),
    })
    expect(report.verdict.decision).toBe('promote')
  })
})

test('leaving out an answer is not agreement', () => {
  const analysis = createAnalysis({
    experiment: 'test',
    window: { from: null, to: null },
    rules: makeRules(margins({ 'outputs.ok.agreement': { min: 0.9 } })),
  })
  for (let i = 0; i < 1000; i++)
    analysis.add(
      makePair({
        experiment: 'test',
        live: okSide({ ok: true }),
        candidate: okSide({ ok: i % 2 === 0 ? true : null }),
      }),
    )
  const report = analysis.report(noFacts)
  expect(report.outputs['ok']).toMatchObject({ agreement: { rate: 1 }, unmatched: { liveOnly: 500 } })
  expect(report.verdict).toMatchObject({ decision: 'hold', reasons: [{ checkId: 'outputs.ok.comparable' }] })
})

test('many pairs of few subjects decide nothing; of many subjects, they do', () => {
  const rules = margins({ 'outputs.ok.agreement': { min: 0.8 } })
  const few = runReport({ disagreements: 20, subjects: 5, rules })
  expect(few.check('outputs.ok.agreement')).toMatchObject({
    status: 'insufficient',
    message: expect.stringContaining('only 5 clusters'),
  })
  expect(runReport({ disagreements: 20, subjects: 500, rules }).verdict.decision).toBe('promote')
})

test('pairs of a log without durations have no latency, and nothing else changes', () => {
  const analysis = createAnalysis({
    experiment: 'test',
    window: { from: null, to: null },
    rules: makeRules({ minPairs: 1, margins: { 'latency.p95': { max: 2 } } }),
  })
  const side = { version: '1', status: 'ok' as const, output: { ok: true } }
  for (let i = 0; i < 300; i++) analysis.add(makePair({ experiment: 'test', live: side, candidate: side }))
  const report = analysis.report(noFacts)
  expect(ReportSchema['~standard'].validate(report)).toEqual({ typed: true, value: report })
  expect(report.capture).toMatchObject({ pairs: 300, paired: 300 })
  expect(report.latency).toMatchObject({
    live: { n: 0, p95: null },
    difference: { n: 0, p50: null },
    reasons: { 'live.p95': 'no call with a duration answered ok' },
  })
  const check = report.checks.find(({ id }) => id === 'latency.p95')
  expect(check).toMatchObject({ status: 'insufficient', value: null })
})

const at = (day: string) => ({ capturedAt: `2026-11-${day}T00:00:00.000Z` })

test('counts statuses, models and the window; more may be added after a report', () => {
  const analysis = createAnalysis({
    experiment: 'test',
    window: { from: '2026-11-01T00:00:00.000Z', to: null },
    rules: makeRules(),
  })
  const sha = 'a'.repeat(64)
  analysis.add(
    makePair({
      experiment: 'test',
      live: okSide(1, { httpStatus: 200 }),
      candidate: failedSide('timeout'),
      ...at('03'),
    }),
  )
  expect(analysis.report(noFacts).capture).toMatchObject({ pairs: 1, paired: 0 })
  analysis.add(
    makePair({
      experiment: 'test',
      live: failedSide('aborted'),
      candidate: okSide(1, { runtime: { provider: 'wasm', modelSha256: sha } }),
      ...at('02'),
    }),
  )
  const report = analysis.report({ ...noFacts, quarantined: 4, conflicts: 5, setAside: 6 })
  expect(report.capture).toMatchObject({
    pairs: 2,
    byStatus: { live: { ok: 1, aborted: 1 }, candidate: { ok: 1, timeout: 1 } },
    quarantined: 4,
    conflicts: 5,
    setAside: 6,
  })
  expect(report.status).toEqual({ live: { 200: 1 }, candidate: {} })
  expect(report.models.candidate.modelSha256).toEqual([sha])
  expect(report.window).toMatchObject({ first: '2026-11-02T00:00:00.000Z', last: '2026-11-03T00:00:00.000Z' })
  expect(report.latency.difference.n).toBe(0)
})

test('a pair of another experiment is refused by name', () => {
  const analysis = createAnalysis({
    experiment: 'other',
    window: { from: null, to: null },
    rules: makeRules(),
  })
  const add = () => analysis.add(makePair({ experiment: 'test' }))
  expect(add).toThrow(AnalysisError)
  expect(add).toThrow('pair.experiment: expected "other" but received "test"')
})
