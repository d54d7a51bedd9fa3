import { type MedianRatio, medianRatio } from '../../statistics/median-ratio.ts'
import { TAKEN } from '../arms/arm.ts'
import { type ArmName, BACKLOGS, type MeasuredArms, type StoreName } from '../backlog/measured.ts'
import { type Cell, cellOf, mainOf } from './cell.ts'

export interface BacklogResult {
  /** The number of stored pairs. */
  backlog: number
  /** The cost of storing a pair. */
  buffer: Record<Exclude<ArmName, 'nothing'>, Cell>
  /** The cost of taking 50 pairs. */
  take: Record<StoreName, Cell>
  /** The cost of taking divided by that without a backlog, for pairs that were written 25 at once or one by one. */
  takeGrowth: Record<'ours' | 'ours-1', MedianRatio>
}

const stores = (of: (name: StoreName) => Cell): Record<StoreName, Cell> => ({
  ours: of('ours'),
  'ours-5': of('ours-5'),
  'ours-1': of('ours-1'),
  sentry: of('sentry'),
  workbox: of('workbox'),
})

export function summariseBacklogs(backlogs: readonly MeasuredArms[], random: () => number): BacklogResult[] {
  const [first] = backlogs
  if (!first) throw new RangeError('backlogs: expected at least one')
  return backlogs.map((arms, index) => {
    const cell = (kind: 'buffer' | 'take', per: number) => (name: ArmName) =>
      cellOf({ arm: arms[name][kind], ours: arms.ours[kind], nothing: arms.nothing[kind], per, random })
    const growth = (name: 'ours' | 'ours-1') =>
      medianRatio(
        {
          over: mainOf(arms[name].take),
          under: mainOf(first[name].take),
          base: mainOf([...first.nothing.take, ...arms.nothing.take]),
        },
        random,
      )
    const buffered = cell('buffer', TAKEN)
    return {
      backlog: BACKLOGS[index] ?? NaN,
      buffer: { stringify: buffered('stringify'), 'one-put': buffered('one-put'), ...stores(buffered) },
      take: stores(cell('take', 1)),
      takeGrowth: { ours: growth('ours'), 'ours-1': growth('ours-1') },
    }
  })
}
