import { expect, test } from 'vitest'
import { mismatches } from '../testing/mismatches.ts'
import { midRanks } from './mid-ranks.ts'
import { pearson } from './pearson.ts'
import { spearman } from './spearman.ts'
import { wilcoxon } from './wilcoxon.ts'

// The expected values come from SciPy 1.17.1: wilcoxon(d, zero_method='wilcox', correction=False, method='asymptotic'), spearmanr, pearsonr, rankdata.
test.each([
  [[1, 1, 1, 2, 2, -1, 0, 3, -3, 5, 5, 0], 10, -1.7990163171519953, 0.07201609962555205],
  [[0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5, 2], 8, -1.507556722888818, 0.13166801602281422],
  [[3, -3, 3, -3, 3, 3, 3, 3, 3, -1, -1, 7], 17, -1.812219385431299, 0.06995230487575917],
] as const)('Wilcoxon with ties: %j', (differences, statistic, z, p) => {
  const result = wilcoxon(Float64Array.from(differences))
  const value = result.defined ? result.value : undefined
  const rows = [
    ['statistic', value?.statistic, statistic],
    ['z', value?.z, z],
    ['p', value?.p, p],
  ] as const
  expect(mismatches(rows)).toEqual([])
})

test('a spread that no number holds is no correlation of 0', () => {
  const small = Float64Array.of(1, 2, 3)
  for (const huge of [Float64Array.of(1e200, 2e200, 3e200), Float64Array.of(-1.5e308, 0, 1.5e308)]) {
    expect(pearson(huge, small)).toMatchObject({ defined: false })
    expect(pearson(small, huge)).toMatchObject({ defined: false })
  }
})

test('correlations and ranks with ties', () => {
  const x = Float64Array.of(1, 2, 2, 3, 3, 3, 4, 8, 8, 1)
  const y = Float64Array.of(2, 1, 2, 5, 5, 3, 3, 9, 7, 7)
  const [r, rho] = [pearson(x, y), spearman(x, y)]
  const rows = [
    ['pearson', r.defined && r.value, 0.6620484352491312],
    ['spearman', rho.defined && rho.value, 0.5392087979996608],
  ] as const
  expect(mismatches(rows)).toEqual([])
  expect([...midRanks(x)]).toEqual([1.5, 3.5, 3.5, 6, 6, 6, 8, 9.5, 9.5, 1.5])
})
