import { readFileSync } from 'node:fs'
import { type Report, ReportSchema } from '@shadow-mode/protocol'
import { healthyPairs } from '@shadow-mode/test-support/shared-data/healthy-pairs.ts'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { createAnalysis } from './create-analysis.ts'
import { renderText } from './format/render-text.ts'
import { makeRules, noFacts } from './testing/make-parts.ts'
import { type Comparison, mismatches } from './testing/mismatches.ts'

const data: string = inject('sharedData') ?? ''

// The values come from SciPy, statsmodels and scikit-learn, and were checked in R. The data's README defines them.
interface Reference {
  decisions: {
    table: { liveApprovedCandidateDeclined: number; liveDeclinedCandidateApproved: number }
    agreement: number
    agreementWilson95: [number, number]
    kappa: number
    mcnemarExactP: number
    mcnemarChi2CC: { statistic: number; p: number }
    mcnemarChi2: { statistic: number; p: number }
  }
  scores: Record<string, number> & {
    differenceQuantiles: Record<'p05' | 'p25' | 'p50' | 'p75' | 'p95', number>
    pairedT: { t: number; df: number; p: number; ci95: [number, number] }
    wilcoxon: { wPlus: number; wMinus: number; statistic: number; z: number; p: number }
    pearson: { r: number }
    spearman: { rho: number }
  }
  latency: Record<'live' | 'candidateAnswered' | 'pairedAnsweredDifference', Record<string, number>>
}

describe.skipIf(data === '')('the 5,000 real pairs of the healthy set', () => {
  let report: Report
  let reference: Reference

  beforeAll(async () => {
    reference = JSON.parse(readFileSync(`${data}/credit/reference/healthy.json`, 'utf8'))
    const analysis = createAnalysis({
      experiment: 'test',
      window: { from: null, to: null },
      rules: makeRules(),
    })
    for (const pair of await healthyPairs(data, 'test')) analysis.add(pair)
    report = analysis.report(noFacts)
  })

  test('decisions', () => {
    const { decisions } = reference
    const block = report.outputs['approved']
    if (block?.kind !== 'categorical') throw new Error('approved is not categorical')
    expect(block.n).toBe(5000)
    const rows: Comparison[] = [
      ['rate', block.agreement.rate, decisions.agreement],
      ['low', block.agreement.interval?.[0], decisions.agreementWilson95[0]],
      ['high', block.agreement.interval?.[1], decisions.agreementWilson95[1]],
      ['kappa', block.kappa, decisions.kappa],
      ['b', block.mcnemar?.b, decisions.table.liveApprovedCandidateDeclined],
      ['c', block.mcnemar?.c, decisions.table.liveDeclinedCandidateApproved],
      ['exactP', block.mcnemar?.exactP, decisions.mcnemarExactP],
      ['chi2', block.mcnemar?.chi2, decisions.mcnemarChi2.statistic],
      ['p', block.mcnemar?.p, decisions.mcnemarChi2.p],
      ['chi2Corrected', block.mcnemar?.chi2Corrected, decisions.mcnemarChi2CC.statistic],
      ['pCorrected', block.mcnemar?.pCorrected, decisions.mcnemarChi2CC.p],
    ]
    expect(mismatches(rows)).toEqual([])
    expect(block.confusion).toEqual({
      labels: ['true', 'false'],
      counts: [
        [3478, 210],
        [311, 1001],
      ],
    })
    expect(block.reasons).toEqual({})
  })

  test('scores', () => {
    const { scores } = reference
    const block = report.outputs['probability']
    if (block?.kind !== 'numeric') throw new Error('probability is not numeric')
    const { difference } = block
    const rows: Comparison[] = [
      ['live.mean', block.live.mean, scores['meanLive'] ?? Number.NaN],
      ['candidate.mean', block.candidate.mean, scores['meanCandidate'] ?? Number.NaN],
      ['mean', difference.mean, scores['meanDifference'] ?? Number.NaN],
      ['median', difference.median, scores['medianDifference'] ?? Number.NaN],
      ['sd', difference.sd, scores['stdDifferenceDdof1'] ?? Number.NaN],
      ['meanAbs', difference.meanAbs, scores['meanAbs'] ?? Number.NaN],
      ['medianAbs', difference.medianAbs, scores['medianAbs'] ?? Number.NaN],
      ['p95Abs', difference.p95Abs, scores['p95Abs'] ?? Number.NaN],
      ['p99Abs', difference.p99Abs, scores['p99Abs'] ?? Number.NaN],
      ['maxAbs', difference.maxAbs, scores['maxAbs'] ?? Number.NaN],
      ['rmse', difference.rmse, scores['rmse'] ?? Number.NaN],
      ['higher', difference.higher, scores['higherCount'] ?? Number.NaN],
      ['lower', difference.lower, scores['lowerCount'] ?? Number.NaN],
      ['equal', difference.equal, scores['equalCount'] ?? Number.NaN],
      ['t', block.pairedT.t, scores.pairedT.t],
      ['df', block.pairedT.df, scores.pairedT.df],
      ['p', block.pairedT.p, scores.pairedT.p],
      ['interval', block.pairedT.interval?.[0], scores.pairedT.ci95[0]],
      ['interval', block.pairedT.interval?.[1], scores.pairedT.ci95[1]],
      ['wPlus', block.wilcoxon.wPlus, scores.wilcoxon.wPlus],
      ['wMinus', block.wilcoxon.wMinus, scores.wilcoxon.wMinus],
      ['statistic', block.wilcoxon.statistic, scores.wilcoxon.statistic],
      ['z', block.wilcoxon.z, scores.wilcoxon.z],
      ['wilcoxon p', block.wilcoxon.p, scores.wilcoxon.p],
      ['pearson', block.pearson, scores.pearson.r],
      ['spearman', block.spearman, scores.spearman.rho],
      ...(['p05', 'p25', 'p50', 'p75', 'p95'] as const).map(
        (name): Comparison => [name, difference.quantiles[name], scores.differenceQuantiles[name]],
      ),
    ]
    expect(mismatches(rows)).toEqual([])
  })

  test('latency', () => {
    const blocks = [
      [report.latency.live, reference.latency.live],
      [report.latency.candidate, reference.latency.candidateAnswered],
      [report.latency.difference, reference.latency.pairedAnsweredDifference],
    ] as const
    const names = ['n', 'p50', 'p90', 'p95', 'p99', 'mean', 'min', 'max'] as const
    const rows = blocks.flatMap(([actual, expected]) =>
      names.map((name): Comparison => [name, actual[name], expected[name] ?? Number.NaN]),
    )
    expect(mismatches(rows)).toEqual([])
  })

  test('the report keeps to its schema and reads well', () => {
    expect(ReportSchema['~standard'].validate(report)).toEqual({ typed: true, value: report })
    expect(report.verdict.decision).toBe('insufficient')
    expect(report.verdict.reasons.map(reason => reason.checkId)).toEqual([
      'outputs',
      'outputs.probability.meanDifference',
      'outputs.probability.meanAbs',
      'outputs.approved.agreement',
    ])
    expect(renderText(report)).toMatch(/^Shadow run of test\nINSUFFICIENT: no verdict yet\n/)
  })
})
