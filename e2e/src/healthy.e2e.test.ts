import type { Report } from '@shadow-mode/protocol'
import { startModelService } from '@shadow-mode/test-support/servers/model-service-process.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { readCreditSet } from '@shadow-mode/test-support/shared-data/read-credit-set.ts'
import { assert, describe, expect, inject, test } from 'vitest'
import type { CandidateKind, HarnessConfig } from '../pages/harness/config.ts'
import { deliver } from './deliver.ts'
import { readLog } from './read-log.ts'
import { sharedWorld } from './shared-world.ts'
import { storedIds } from './stored-ids.ts'
import { testScope } from './test-scope.ts'

const getWorld = sharedWorld()

// The limits are so high that no prediction is left out, although 5,000 come within a minute.
const PLAN: HarnessConfig['plan'] = { startWithinMs: 600_000, timeoutMs: 600_000, maxInFlight: 5 }

const folder = inject('sharedData')

interface HealthyRecord {
  id: string
  input: Record<string, number | string>
}

const readRecords = async (data: string): Promise<HealthyRecord[]> =>
  (await readCreditSet(data, 'healthy')).map((line): HealthyRecord => JSON.parse(line))

const within = (value: number | null, expected: number): void =>
  expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-6)

const expectHealthy = (report: Report): void => {
  const { approved, probability } = report.outputs
  assert(approved?.kind === 'categorical' && probability?.kind === 'numeric')
  expect(report.capture).toMatchObject({
    pairs: 5_000,
    paired: 5_000,
    conflicts: 0,
    quarantined: 0,
    setAside: 0,
  })
  expect(approved.agreement.agreeing).toBe(4_479)
  expect(approved.agreement.rate).toBe(0.8958)
  expect(approved.agreement.interval?.[0]).toBeCloseTo(0.88703, 5)
  expect(approved.agreement.interval?.[1]).toBeCloseTo(0.90397, 5)
  within(approved.kappa, 0.7239687)
  within(probability.difference.mean, -0.0032382)
  within(probability.difference.p95Abs, 0.164186)
}

const kinds: Record<string, (service: string) => CandidateKind> = {
  'over HTTP': service => ({ kind: 'http', url: `${service}/v2/predict` }),
  'in the worker': service => ({ kind: 'onnx', modelUrl: `${service}/models/candidate.onnx` }),
}

describe.skipIf(folder === null)('5,000 real applicants', () => {
  test.for(Object.keys(kinds))(
    'candidate %s: the report has the reference figures, and each pair is stored once',
    async kind => {
      const scope = testScope()
      const world = getWorld()
      const experiment = `healthy-${kind.replaceAll(' ', '-')}`
      const service = await startModelService(scope)
      const config = world.config(experiment, {
        live: { kind: 'http', url: `${service}/v1/predict` },
        candidate: kinds[kind]!(service),
        plan: PLAN,
      })
      const browser = await launchProfile(scope, { bfcache: true })
      const page = await world.open(browser, config)
      const records = await readRecords(folder ?? '')
      const rejected = await page.evaluate(
        list => window.harness!.run(list, { parallel: 4 }),
        records.map(({ id, input }) => Object.assign(input, { id })),
      )
      expect(rejected).toBe(0)
      const status = await deliver(page, 240_000)
      const { finished } = await readLog(browser, world.origin, experiment)
      expect(finished).toHaveLength(5_000)
      expect(await storedIds(world.collector, experiment)).toEqual(finished)
      expect(status).toMatchObject({
        sampled: 5_000,
        delivered: 5_000,
        queued: 0,
        unconfirmed: 0,
        dropped: {},
      })
      expectHealthy(await world.collector.report(experiment))
    },
  )
})
