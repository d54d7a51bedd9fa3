import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cohenKappa } from './cohen-kappa.ts'
import { mcnemar } from './mcnemar.ts'
import { midRanks } from './mid-ranks.ts'
import { pearson } from './pearson.ts'
import { quantile } from './quantile.ts'
import { spearman } from './spearman.ts'
import { sum } from './sum.ts'
import { wilcoxon } from './wilcoxon.ts'
import { wilson } from './wilson.ts'

// Small integers give many ties and exact arithmetic.
const coarse = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 })
const count = fc.integer({ min: 0, max: 400 })

test('mid-ranks sum to n(n + 1)/2 and keep the order', () => {
  fc.assert(
    fc.property(coarse, list => {
      const ranks = midRanks(Float64Array.from(list))
      expect(sum(ranks)).toBe((list.length * (list.length + 1)) / 2)
      list.forEach((a, i) =>
        list.forEach((b, j) => expect(Math.sign(a - b)).toBe(Math.sign((ranks[i] ?? 0) - (ranks[j] ?? 0)))),
      )
    }),
  )
})

test('Wilcoxon: the two sums of ranks share all ranks; turning the signs keeps z and p', () => {
  fc.assert(
    fc.property(coarse, list => {
      const there = wilcoxon(Float64Array.from(list))
      const back = wilcoxon(Float64Array.from(list, d => -d))
      const n = list.filter(d => d !== 0).length
      expect(there.defined).toBe(n > 0)
      if (!there.defined || !back.defined) return
      expect(there.value.wPlus + there.value.wMinus).toBe((n * (n + 1)) / 2)
      expect(there.value.wPlus).toBe(back.value.wMinus)
      expect(there.value.z).toBe(back.value.z)
      expect(there.value.p).toBe(back.value.p)
      expect(there.value.p).toBeLessThanOrEqual(1)
    }),
  )
})

test('quantiles lie between neighbours and grow with q', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(coarse, share, share, (list, a, b) => {
      const sorted = Float64Array.from(list).sort()
      const [low, high] = [quantile(sorted, Math.min(a, b)), quantile(sorted, Math.max(a, b))]
      expect(low).toBeLessThanOrEqual(high)
      expect(low).toBeGreaterThanOrEqual(sorted[0] ?? 0)
      expect(high).toBeLessThanOrEqual(sorted.at(-1) ?? 0)
    }),
  )
})

test('Wilson encloses the rate, inside [0, 1], mirrored for misses', () => {
  fc.assert(
    fc.property(count, fc.integer({ min: 1, max: 400 }), (a, n) => {
      const k = a % (n + 1)
      const [low, high] = wilson(k, n)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThanOrEqual(k / n)
      expect(high).toBeGreaterThanOrEqual(k / n)
      expect(high).toBeLessThanOrEqual(1)
      expect(wilson(n - k, n)[0]).toBeCloseTo(1 - high, 12)
    }),
  )
})

test('kappa is 1 for a diagonal and does not change when the models swap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99 }),
      count,
      count,
      fc.integer({ min: 1, max: 99 }),
      (a, b, c, d) => {
        const there = cohenKappa([
          [a, b],
          [c, d],
        ])
        const back = cohenKappa([
          [a, c],
          [b, d],
        ])
        if (!there.defined || !back.defined) throw new Error('kappa is defined for two classes')
        expect(there.value).toBeCloseTo(back.value, 12)
        expect(there.value).toBeLessThanOrEqual(1)
        expect(
          cohenKappa([
            [a, 0],
            [0, d],
          ]),
        ).toEqual({ defined: true, value: 1 })
      },
    ),
  )
})

test('McNemar p-values are probabilities and symmetric', () => {
  fc.assert(
    fc.property(count, count, (b, c) => {
      const there = mcnemar(b, c)
      expect(there).toEqual(mcnemar(c, b))
      expect(there.exactP).toBeGreaterThan(0)
      expect(there.exactP).toBeLessThanOrEqual(1)
      expect(there.asymptotic.defined).toBe(b + c > 0)
    }),
  )
})

const varies = (column: Float64Array) => new Set(column).size > 1

test('correlations lie in [-1, 1]; Spearman sees only the order', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 2,
    maxLength: 60,
  })
  fc.assert(
    fc.property(points, list => {
      const x = Float64Array.from(list, point => point[0])
      const y = Float64Array.from(list, point => point[1])
      const r = pearson(x, y)
      const rho = spearman(x, y)
      expect(r.defined).toBe(varies(x) && varies(y))
      if (!r.defined || !rho.defined) return
      expect(Math.abs(r.value)).toBeLessThanOrEqual(1)
      expect(Math.abs(rho.value)).toBeLessThanOrEqual(1)
      expect(spearman(x.map(Math.exp), y)).toEqual(rho)
    }),
  )
})

test('sums do not lose what cancels', () => {
  expect(sum(Float64Array.of(1e100, 1, -1e100))).toBe(1)
  expect(sum(Float64Array.of())).toBe(0)
  expect(sum(Float64Array.of(1e308, 1e308))).toBe(Infinity)
})
