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
 * The verdict of all checks but those of latency: how fast two models answer is this machine's doing. Muted checks and
 * those that are not critical decide nothing.
 */
function decide({ checks, verdict }: Report) {
  const critical = checks.filter(({ id, severity }) => severity === 'critical' && !id.startsWith('latency.'))
  const idsOf = (status: string) => critical.filter(check => check.status === status).map(({ id }) => id)
  const failed = idsOf('fail')
  const decision = failed.length ? 'hold' : idsOf('insufficient').length ? 'insufficient' : 'promote'
  // Where latency has nothing to object, the report's own verdict counts, too.
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
  // Nothing failed, and nothing was lost: the answers alone decide.
  expect(report.capture).toMatchObject({ pairs: count, paired: count })
})
