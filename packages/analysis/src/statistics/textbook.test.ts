import { readFileSync } from 'node:fs'
import { describe, expect, inject, test } from 'vitest'
import { compareLeaf } from '../outputs/compare-leaf.ts'
import { createOmissionCounter } from '../outputs/omission-counter.ts'
import { createOutputTree } from '../outputs/output-tree.ts'
import { type Comparison, mismatches } from '../testing/mismatches.ts'
import { buildConfusion } from './build-confusion.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { mcnemar } from './mcnemar.ts'
import { quantile } from './quantile.ts'
import { wilson } from './wilson.ts'

const data: string = inject('sharedData') ?? ''

interface Vector<Input, Expected> {
  name: string
  fn: string
  input: Input
  expected: Expected
}

// Returns the vectors of a function. Fails if there are none, so that a renamed function is not skipped.
function vectors<Input, Expected>(fn: string): Vector<Input, Expected>[] {
  const file: { vectors: Vector<Input, Expected>[] } = JSON.parse(
    readFileSync(`${data}/credit/reference/textbook-vectors.json`, 'utf8'),
  )
  const found = file.vectors.filter(vector => vector.fn === fn)
  expect(found.length).toBeGreaterThan(0)
  return found
}

// NaN and missing values in the file are `null` here.
const orNull = (expected: unknown): number | null => (typeof expected === 'number' ? expected : null)

describe.skipIf(data === '')('textbook vectors', () => {
  test('wilson95', () => {
    type Input = { k: number; n: number }
    const rows = vectors<Input, [number, number]>('wilson95').flatMap(({ input, expected, name }) => {
      const [low, high] = wilson(input.k, input.n)
      return [[name, low, expected[0]] as const, [name, high, expected[1]] as const]
    })
    expect(mismatches(rows)).toEqual([])
  })

  test('kappa', () => {
    type Input = { a: number[]; b: number[] }
    const rows = vectors<Input, { kappa: number }>('kappa').map(({ input, expected, name }) => {
      const cells = input.a.map((a, i) => ({ live: String(a), candidate: String(input.b[i]), count: 1 }))
      const kappa = cohenKappa(buildConfusion(cells).counts)
      return [name, kappa.defined ? kappa.value : null, orNull(expected.kappa)] as const
    })
    expect(mismatches(rows)).toEqual([])
  })

  test('mcnemar', () => {
    type Input = { b: number; c: number }
    type Expected = Record<'exactP' | 'chi2CC' | 'chi2CCp' | 'chi2' | 'chi2p', number | null>
    const rows = vectors<Input, Expected>('mcnemar').flatMap(({ input, expected, name }): Comparison[] => {
      const result = mcnemar(input.b, input.c)
      const asymptotic = result.asymptotic.defined ? result.asymptotic.value : null
      return [
        [`${name} exactP`, result.exactP, orNull(expected.exactP)],
        [`${name} chi2`, asymptotic?.chi2 ?? null, orNull(expected.chi2)],
        [`${name} p`, asymptotic?.p ?? null, orNull(expected.chi2p)],
        [`${name} chi2Corrected`, asymptotic?.chi2Corrected ?? null, orNull(expected.chi2CC)],
        [`${name} pCorrected`, asymptotic?.pCorrected ?? null, orNull(expected.chi2CCp)],
      ]
    })
    expect(mismatches(rows)).toEqual([])
  })

  test('paired', () => {
    type Input = { live: number[]; candidate: number[] }
    type Expected = Record<string, unknown> & { tCi95?: [number, number] }
    for (const { input, expected, name } of vectors<Input, Expected>('paired')) {
      const tree = createOutputTree([], createOmissionCounter())
      input.live.forEach((live, i) => tree.add({ x: live }, { x: input.candidate[i] ?? null }, i))
      const leaf = tree.leaves().get('x')
      const block = leaf && compareLeaf(leaf)
      if (block?.kind !== 'numeric') throw new Error(`${name}: not numeric`)
      const { difference, pairedT, wilcoxon } = block
      const row = (path: string, actual: number | null | undefined, key: string): Comparison => [
        path,
        actual ?? null,
        orNull(expected[key]),
      ]
      const rows = [
        row('difference.mean', difference.mean, 'meanDifference'),
        row('difference.median', difference.median, 'medianDifference'),
        row('difference.meanAbs', difference.meanAbs, 'meanAbs'),
        row('difference.p95Abs', difference.p95Abs, 'p95Abs'),
        row('difference.maxAbs', difference.maxAbs, 'maxAbs'),
        row('difference.rmse', difference.rmse, 'rmse'),
        row('pairedT.t', pairedT.t, 't'),
        row('pairedT.p', pairedT.p, 'tP'),
        row('pearson', block.pearson, 'pearson'),
        row('spearman', block.spearman, 'spearman'),
        // The file leaves out the Wilcoxon statistic of a single pair, although it is defined.
        ...(input.live.length === 1
          ? []
          : [
              row('wilcoxon.wPlus', wilcoxon.wPlus, 'wPlus'),
              row('wilcoxon.wMinus', wilcoxon.wMinus, 'wMinus'),
              row('wilcoxon.z', wilcoxon.z, 'wilcoxonZ'),
              row('wilcoxon.p', wilcoxon.p, 'wilcoxonApproxP'),
            ]),
      ]
      const interval: Comparison[] = [
        ['low', pairedT.interval?.[0] ?? null, expected.tCi95?.[0] ?? null],
        ['high', pairedT.interval?.[1] ?? null, expected.tCi95?.[1] ?? null],
      ]
      expect(mismatches([...rows, ...interval])).toEqual([])
      const undefinedPaths = rows.filter(([, actual]) => actual === null).map(([path]) => path)
      expect(Object.keys(block.reasons)).toEqual(expect.arrayContaining(undefinedPaths))
    }
  })

  test('quantileLinear', () => {
    type Input = { x: number[]; q: number[] }
    const rows = vectors<Input, number[]>('quantileLinear').flatMap(({ input, expected, name }) => {
      const sorted = Float64Array.from(input.x).sort()
      return input.q.map((q, i): Comparison => [`${name} ${q}`, quantile(sorted, q), orNull(expected[i])])
    })
    expect(mismatches(rows)).toEqual([])
  })
})
