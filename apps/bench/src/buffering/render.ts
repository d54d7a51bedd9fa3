import { judgeBuffering } from './judge.ts'
import { NAMES } from './names.ts'
import type { BufferingResult } from './run.ts'
import type { Cell } from './summarise/cell.ts'
import type { BacklogResult } from './summarise/summarise-backlogs.ts'

const count = (value: number): string => value.toLocaleString('en')
const us = (value: number): string => `${value.toFixed(1)} µs`
const ms = (value: number): string => `${(value / 1_000).toFixed(2)} ms`
const times = (value: number): string => (value < 100 ? value.toPrecision(2) : value.toFixed(0))

/** What is too near to nothing may be any part of it. */
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
    [`keeping a pair, with ${count(backlog)} waiting (25 a write):`],
    table(['stringify', 'one-put', ...STORES], buffer, us),
    [`taking 50 pairs, with ${count(backlog)} waiting:`],
    table(STORES, take, ms),
  ].flat()

const renderLone = ({ lone }: BufferingResult): string[] => [
  'the lone pair of a fresh page, for which the database is opened:',
  ...table(['ours', 'sentry', 'workbox', 'client'], lone, ms),
  '  (all of it: predict with models that cost nothing, the load of the background, the pair of the page before sent)',
]

const renderFlush = ({ flush }: BufferingResult): string[] => [
  'our flush, a batch of 50:',
  `  ${ms(flush.one)} for the only one, ${ms(flush.drained)} where ${count(flush.batches)} are drained; the request is ${ms(flush.request)} of it`,
]

const renderWhole = ({ whole }: BufferingResult): string[] => [
  'a whole shadowed prediction, flush included:',
  `  ${us(whole.shadowed)}, beyond the two requests by hand ${us(whole.difference)} [${whole.interval95.map(us).join(', ')}], at most ${us(whole.upper95)} (all processes ${us(whole.allDifference)})`,
]

export function renderBuffering(result: BufferingResult): string {
  return [
    "Buffering: CPU of the page's main thread, beyond what measuring takes; medians, bounds of 95 %",
    ...result.backlogs.flatMap(renderBacklog),
    ...renderLone(result),
    ...renderFlush(result),
    ...renderWhole(result),
    ...judgeBuffering(result.backlogs).map(
      ({ goal, held, found }) => `${held ? 'HELD' : 'NOT HELD'}: ${goal}: ${found}`,
    ),
  ].join('\n')
}
