import { judgeBuffering } from './judge.ts'
import { NAMES } from './names.ts'
import type { BufferingResult } from './run.ts'
import type { Cell } from './summarise/cell.ts'
import type { BacklogResult } from './summarise/summarise-backlogs.ts'

const count = (value: number): string => value.toLocaleString('en')
const us = (value: number): string => `${value.toFixed(1)} µs`
const ms = (value: number): string => `${(value / 1_000).toFixed(2)} ms`
const times = (value: number): string => (value < 100 ? value.toPrecision(2) : value.toFixed(0))

/** A ratio near 0 has no finite inverse. */
const inverse = (value: number): string => (value > 0 ? times(1 / value) : '∞')

const compare = ({ ratio, lower95, upper95 }: Cell['timesOurs']): string =>
  ratio >= 1
    ? `${times(ratio)} × shadow-mode [${times(lower95)}, ${times(upper95)}]`
    : `shadow-mode takes ${inverse(ratio)} × as much [${inverse(upper95)}, ${inverse(lower95)}]`

const table = <Name extends keyof typeof NAMES>(
  names: readonly Name[],
  cells: Record<Name, Cell>,
  unit: (value: number) => string,
): string[] =>
  names.map(name => {
    const { main, all, timesOurs } = cells[name]
    const cost = `${unit(main).padStart(11)}  (all processes ${unit(all)})`.padEnd(42)
    return `  ${NAMES[name].padEnd(23)}${cost}${name === 'ours' ? '' : compare(timesOurs)}`.trimEnd()
  })

const STORES = ['ours', 'ours-5', 'ours-1', 'sentry', 'workbox'] as const

const renderBacklog = ({ backlog, buffer, take }: BacklogResult): string[] =>
  [
    [`storing a pair, with a backlog of ${count(backlog)} (25 a write):`],
    table(['stringify', 'one-put', ...STORES], buffer, us),
    [`taking 50 pairs, with a backlog of ${count(backlog)}:`],
    table(STORES, take, ms),
  ].flat()

const renderLone = ({ lone }: BufferingResult): string[] => [
  'the only pair of a fresh page, including opening the database:',
  ...table(['ours', 'sentry', 'workbox', 'client'], lone, ms),
  '  (all of it: a prediction with models that cost nothing, loading the background, sending the pair of the page before)',
]

const renderFlush = ({ flush }: BufferingResult): string[] => [
  'our flush, a batch of 50:',
  `  ${ms(flush.one)} for a single one, ${ms(flush.drained)} each when ${count(flush.batches)} are flushed; the request is ${ms(flush.request)} of it`,
]

const renderWhole = ({ whole }: BufferingResult): string[] => [
  'a whole shadowed prediction, flush included:',
  `  ${us(whole.shadowed)}, beyond the two requests by hand ${us(whole.difference)} [${whole.interval95.map(us).join(', ')}], at most ${us(whole.upper95)} (all processes ${us(whole.allDifference)})`,
]

export function renderBuffering(result: BufferingResult): string {
  return [
    "Buffering: CPU time of the page's main thread without the cost of measuring; medians with 95 % bounds",
    ...result.backlogs.flatMap(renderBacklog),
    ...renderLone(result),
    ...renderFlush(result),
    ...renderWhole(result),
    ...judgeBuffering(result.backlogs).map(
      ({ goal, held, found }) => `${held ? 'HELD' : 'NOT HELD'}: ${goal}: ${found}`,
    ),
  ].join('\n')
}
