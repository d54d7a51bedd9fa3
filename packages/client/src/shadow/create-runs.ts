import type { DropReason } from '../outbox/drop-reason.ts'
import type { Tally } from '../status/create-tally.ts'

/** One sampled prediction, from the draw to its end. Only its first end counts. */
export interface Run {
  /** Aborted when the shadow call has to stop: timeout, switch-off or page exit. */
  signal: AbortSignal
  abort(reason: DOMException): void
  hasEnded(): boolean
  /** Ends the run and hands its pair over; does nothing when it has ended already. */
  finish(handOver: () => void): void
  drop(reason: DropReason): void
}

export interface Runs {
  /** Counts a sampled prediction; its run must come to an end. */
  open(): Run
  /** How many have not ended. */
  size(): number
  /** Ends all of them now, whatever they wait for. Serving calls are not touched. */
  abandon(reason: 'off' | 'exit' | 'privacy'): void
}

/** Keeps the law that each sampled prediction ends exactly once. */
export function createRuns(tally: Pick<Tally, 'sampled' | 'drop'>, onChange: () => void): Runs {
  const open = new Set<Run>()
  return {
    open() {
      const controller = new AbortController()
      const run: Run = {
        signal: controller.signal,
        abort: reason => controller.abort(reason),
        hasEnded: () => !open.has(run),
        finish(handOver) {
          if (!open.delete(run)) return
          handOver()
          onChange()
        },
        drop: reason => run.finish(() => tally.drop(reason)),
      }
      open.add(run)
      tally.sampled()
      onChange()
      return run
    },
    size: () => open.size,
    abandon(reason) {
      for (const run of open) {
        run.drop(reason)
        run.abort(new DOMException(`Shadow ended: ${reason}`, 'AbortError'))
      }
    },
  }
}
