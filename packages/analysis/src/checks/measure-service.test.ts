import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { expect, test } from 'vitest'
import type { ClusteredValues } from '../columns/clustered-values.ts'
import { summariseLatency } from '../latency/summarise-latency.ts'
import { quantileInterval } from '../sequences/quantile-interval.ts'
import { measureErrorRate, measureLatency } from './measure-service.ts'

const random = seededRandom(11)
const durations = (n: number, scale: number): ClusteredValues => ({
  values: Float64Array.from({ length: n }, () => scale * -Math.log(1 - random())),
  clusters: Uint32Array.from({ length: n }, (_, i) => i),
})
const find = (live: ClusteredValues, candidate: ClusteredValues) => {
  const columns = { live, candidate, difference: durations(0, 1) }
  return measureLatency(summariseLatency(columns), columns)
}

test('the p95 ratio: both models at half of alpha, the slow end over the fast one', () => {
  const [live, candidate] = [durations(900, 10), durations(2000, 20)]
  const finding = find(live, candidate)
  const [liveLow, liveHigh] = quantileInterval(live.values.toSorted(), 0.95, 1, 0.025)
  const [low, high] = quantileInterval(candidate.values.toSorted(), 0.95, 1, 0.025)
  expect(finding.n).toBe(900)
  expect(finding.interval).toEqual([(low ?? 0) / (liveHigh ?? 0), (high ?? 0) / (liveLow ?? 0)])
  expect(finding.interval?.[0]).toBeLessThan(2)
  expect(finding.interval?.[1]).toBeGreaterThan(2)
})

test('too few answers leave an end open; none leave no value', () => {
  expect(find(durations(50, 10), durations(50, 10)).interval).toEqual([null, null])
  expect(find(durations(0, 10), durations(50, 10))).toMatchObject({ value: null, interval: null })
  expect(find(durations(300, 0), durations(300, 10))).toMatchObject({ value: null })
})

const constant = (value: number): ClusteredValues => ({
  ...durations(300, 1),
  values: new Float64Array(300).fill(value),
})

test('a ratio that no number holds is no value', () => {
  expect(find(constant(5e-324), constant(1e308))).toMatchObject({ value: null, interval: null })
  const wide = constant(1e-9)
  wide.values.fill(1e-320, 0, 290)
  const { value, interval } = find(wide, constant(1e300))
  expect([value, ...(interval ?? [])].filter(end => end !== null && !Number.isFinite(end))).toEqual([])
})

test('failures of the same few subjects weigh less than of many', () => {
  const failed = Float64Array.from({ length: 4000 }, (_, i) => (i < 400 ? 1 : 0))
  const spread = measureErrorRate(
    failed,
    Uint32Array.from(failed, (_, i) => i),
  )
  const bunched = measureErrorRate(
    failed,
    Uint32Array.from(failed, (_, i) => Math.floor(i / 40)),
  )
  const width = ({ interval }: typeof spread) => (interval?.[1] ?? 0) - (interval?.[0] ?? 0)
  expect(width(bunched)).toBeGreaterThan(3 * width(spread))
})
