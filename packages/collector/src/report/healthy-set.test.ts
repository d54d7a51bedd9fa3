import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Report, ReportSchema } from '@shadow-mode/protocol'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { healthyPairs } from '@shadow-mode/test-support/shared-data/healthy-pairs.ts'
import * as v from 'valibot'
import { expect, inject, onTestFinished, test } from 'vitest'
import { runCli } from '../testing/run-cli.ts'

const data = inject('sharedData')

const MAX_RELATIVE_ERROR = 1e-9
const MAX_RELATIVE_ERROR_OF_P = 1e-6

/** Compares number by number: `expected` holds what the reference has under the report's own names. */
function close(actual: unknown, expected: unknown, path: string, tolerance: number): void {
  if (typeof expected === 'number') {
    const error = Math.abs(Number(actual) - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE)
    if (actual !== expected && !(error <= tolerance))
      throw new Error(`${path}: ${String(actual)}, expected ${expected}`)
    return
  }
  const fields = Object.entries(v.parse(v.looseObject({}), actual))
  for (const [name, value] of Object.entries(v.parse(v.looseObject({}), expected))) {
    const isP = /(^p|P)$/.test(name) || name === 'pCorrected'
    const found = fields.find(([key]) => key === name)?.[1]
    close(found, value, `${path}.${name}`, isP ? MAX_RELATIVE_ERROR_OF_P : MAX_RELATIVE_ERROR)
  }
}

test.skipIf(data === null)(
  'imports, reports and exports the healthy set as the references say',
  async () => {
    const folder = data ?? ''
    const dir = await temporaryFolder({ defer: onTestFinished })
    const file = join(dir, 'healthy.jsonl.gz')
    const lines = (await healthyPairs(folder, 'credit-risk')).map(pair => JSON.stringify(pair))
    await writeFile(file, gzipSync(lines.join('\n')))

    const imported = await runCli('import', 'credit-risk', file, '--data', dir)
    expect(imported).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(imported.stdout)).toMatchObject({ lines: 5_000, bad: 0, stored: 5_000 })
    const exported = await runCli('export', 'credit-risk', '--data', dir)
    expect(exported.stdout.trimEnd().split('\n')).toEqual(lines)

    const printed = await runCli('report', 'credit-risk', '--data', dir, '--format', 'json')
    expect(printed).toMatchObject({ code: 3, stderr: '' })
    const report: Report = v.parse(ReportSchema, JSON.parse(printed.stdout))
    expect(report.capture).toMatchObject({ pairs: 5_000, paired: 5_000, setAside: 0, conflicts: 0 })

    const reference = JSON.parse(await readFile(join(folder, 'credit/reference/healthy.json'), 'utf8'))
    const { decisions, scores, latency } = reference
    const { table } = decisions
    expect(report.outputs['approved']).toMatchObject({
      kind: 'categorical',
      n: 5_000,
      agreement: { agreeing: 4_479 },
      confusion: {
        labels: ['true', 'false'],
        counts: [
          [table.bothApproved, table.liveApprovedCandidateDeclined],
          [table.liveDeclinedCandidateApproved, table.bothDeclined],
        ],
      },
      mcnemar: { b: table.liveApprovedCandidateDeclined, c: table.liveDeclinedCandidateApproved },
    })
    const expectedDecisions = {
      agreement: { rate: decisions.agreement, interval: decisions.agreementWilson95 },
      kappa: decisions.kappa,
      mcnemar: {
        exactP: decisions.mcnemarExactP,
        chi2: decisions.mcnemarChi2.statistic,
        p: decisions.mcnemarChi2.p,
        chi2Corrected: decisions.mcnemarChi2CC.statistic,
        pCorrected: decisions.mcnemarChi2CC.p,
      },
    }
    close(report.outputs['approved'], expectedDecisions, 'approved', MAX_RELATIVE_ERROR)

    const expectedScores = {
      live: { mean: scores.meanLive },
      candidate: { mean: scores.meanCandidate },
      difference: {
        mean: scores.meanDifference,
        median: scores.medianDifference,
        sd: scores.stdDifferenceDdof1,
        meanAbs: scores.meanAbs,
        medianAbs: scores.medianAbs,
        p95Abs: scores.p95Abs,
        p99Abs: scores.p99Abs,
        maxAbs: scores.maxAbs,
        rmse: scores.rmse,
        quantiles: scores.differenceQuantiles,
        higher: scores.higherCount,
        lower: scores.lowerCount,
        equal: scores.equalCount,
      },
      pairedT: {
        t: scores.pairedT.t,
        df: scores.pairedT.df,
        p: scores.pairedT.p,
        interval: scores.pairedT.ci95,
      },
      wilcoxon: scores.wilcoxon,
      pearson: scores.pearson.r,
      spearman: scores.spearman.rho,
    }
    close(report.outputs['probability'], expectedScores, 'probability', MAX_RELATIVE_ERROR)

    const expectedLatency = {
      live: latency.live,
      candidate: latency.candidateAnswered,
      difference: latency.pairedAnsweredDifference,
    }
    close(report.latency, expectedLatency, 'latency', MAX_RELATIVE_ERROR)
  },
  120_000,
)
