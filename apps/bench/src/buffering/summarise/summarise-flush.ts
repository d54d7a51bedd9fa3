import { median } from '../../statistics/median.ts'
import type { MeasuredFlush } from '../backlog/measured.ts'
import { mainOf } from './cell.ts'

/** Main thread, µs a batch. */
export interface FlushResult {
  /** The request with its answer, by hand. */
  request: number
  /** Our flush of one batch, that request included. */
  one: number
  /** The same, of a long queue that is drained at a stretch. */
  drained: number
  /** In the long queue. */
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
