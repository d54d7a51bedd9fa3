import { median } from '../../statistics/median.ts'
import type { MeasuredFlush } from '../backlog/measured.ts'
import { mainOf } from './cell.ts'

/** The cost of a batch on the main thread, in µs. */
export interface FlushResult {
  /** The request by hand. */
  request: number
  /** Our flush of one batch, including the request. */
  one: number
  /** Our flush of a long queue, per batch. */
  drained: number
  /** The number of batches in the long queue. */
  batches: number
}

export function summariseFlush({ nothing, request, one, drain, batches }: MeasuredFlush): FlushResult {
  const base = median(mainOf(nothing))
  return {
    request: median(mainOf(request)) - base,
    one: median(mainOf(one)) - base,
    drained: (drain.main - base) / batches,
    batches,
  }
}
