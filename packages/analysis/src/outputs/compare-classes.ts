import type { CategoricalComparison, Interval, Unmatched } from '@shadow-mode/protocol'
import { MAX_CLASSES } from '../limits.ts'
import { buildConfusion, type Confusion } from '../statistics/build-confusion.ts'
import { cohenKappa } from '../statistics/cohen-kappa.ts'
import { mcnemar } from '../statistics/mcnemar.ts'
import { sum } from '../statistics/sum.ts'
import { wilson } from '../statistics/wilson.ts'
import type { Leaf } from './leaf.ts'
import { createNullReasons, type NullReasons } from './null-reasons.ts'

function testDisagreements({ counts }: Confusion, nulls: NullReasons): CategoricalComparison['mcnemar'] {
  if (counts.length !== 2) {
    nulls.reasons['mcnemar'] = `needs exactly two classes, but there are ${counts.length}`
    return null
  }
  const b = counts[0]?.[1] ?? 0
  const c = counts[1]?.[0] ?? 0
  const test = mcnemar(b, c)
  const paths = ['chi2', 'p', 'chi2Corrected', 'pCorrected'].map(name => `mcnemar.${name}`)
  const asymptotic = nulls.valueOrNull(test.asymptotic, ...paths)
  return {
    b,
    c,
    exactP: test.exactP,
    chi2: asymptotic?.chi2 ?? null,
    p: asymptotic?.p ?? null,
    chi2Corrected: asymptotic?.chi2Corrected ?? null,
    pCorrected: asymptotic?.pCorrected ?? null,
  }
}

/** Compares the booleans and strings of a path. */
export function compareClasses(leaf: Leaf, unmatched: Unmatched): CategoricalComparison {
  const { agreed, cells } = leaf.classes()
  const nulls = createNullReasons()
  const n = agreed.length
  const agreeing = sum(agreed)
  if (n === 0)
    for (const path of ['agreement.rate', 'agreement.interval']) nulls.reasons[path] = 'no pair to compare'
  const table = cells === null ? { labels: [], counts: [] } : buildConfusion(cells)
  let kappa: number | null = null
  let disagreements: CategoricalComparison['mcnemar'] = null
  if (cells === null) {
    const reason = `more than ${MAX_CLASSES} classes, or a label that is too long for the table`
    for (const path of ['kappa', 'confusion', 'mcnemar']) nulls.reasons[path] = reason
  } else {
    kappa = nulls.valueOrNull(cohenKappa(table.counts), 'kappa')
    disagreements = testDisagreements(table, nulls)
  }
  const interval: Interval | null = n === 0 ? null : wilson(agreeing, n)
  return {
    kind: 'categorical',
    n,
    unmatched,
    agreement: { agreeing, rate: n === 0 ? null : agreeing / n, interval },
    kappa,
    confusion: table,
    mcnemar: disagreements,
    reasons: nulls.reasons,
  }
}
