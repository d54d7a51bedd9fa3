import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Report, ReportSchema } from '@shadow-mode/protocol'
import { runNode } from '@shadow-mode/test-support/servers/child-process.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { testScope } from './test-scope.ts'

const DEMO = fileURLToPath(new URL('../../apps/demo/scripts/demo.ts', import.meta.url))

/**
 * Computes the verdict without the checks of latency, which depend on the machine. Muted and uncritical checks do not
 * count.
 */
function decide({ checks, verdict }: Report) {
  const critical = checks.filter(({ id, severity }) => severity === 'critical' && !id.startsWith('latency.'))
  const idsOf = (status: string) => critical.filter(check => check.status === status).map(({ id }) => id)
  const failed = idsOf('fail')
  const decision = failed.length ? 'hold' : idsOf('insufficient').length ? 'insufficient' : 'promote'
  // If all latency checks pass, the report's own verdict must be the same.
  const isLatencyFine = checks.every(({ id, status }) => !id.startsWith('latency.') || status === 'pass')
  return { decision, reported: isLatencyFine ? verdict.decision : decision, failed }
}

test.for([
  { scenario: 'healthy', count: 200, decision: 'promote', failed: [] },
  {
    scenario: 'stale-feature',
    count: 300,
    decision: 'hold',
    failed: ['outputs.probability.meanDifference'],
  },
])('the demo, $count applicants, $scenario: $decision', async ({ scenario, count, decision, failed }) => {
  const scope = testScope()
  const file = join(await temporaryFolder(scope, 'demo'), 'report.json')
  const args = ['--replay', `${count}`, '--scenario', scenario, '--json', file, '--no-build']
  const demo = runNode(scope, [DEMO, ...args])
  await until(
    async () => !demo.isRunning(),
    () => `the demo ends\n${demo.output()}`,
    280_000,
  )
  const report = v.parse(ReportSchema, JSON.parse(await readFile(file, 'utf8')))
  expect(decide(report)).toEqual({ decision, reported: decision, failed: expect.arrayContaining(failed) })
  // No prediction failed and no pair was lost, so the verdict depends only on the answers.
  expect(report.capture).toMatchObject({ pairs: count, paired: count })
})
