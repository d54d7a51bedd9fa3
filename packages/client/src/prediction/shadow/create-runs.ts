import type { DropReason } from '../../core/books/drop-reason.ts'
import { namedError } from '../../core/errors/named-error.ts'
import type { Tally } from '../../delivery/tally/create-tally.ts'

/** One sampled prediction, from the draw to its end. Only its first end counts. */
export interface Run {
  subject: string | undefined
  /** Aborted when its shadow calls have to stop: switch-off or page exit. */
  signal: AbortSignal
  hasEnded(): boolean
  /** Ends the run and hands its pair over; does nothing when it has ended already. */
  finish(handOver: () => void): void
  drop(reason: DropReason): void
}

export interface Runs {
  /** Counts a sampled prediction; its run must come to an end. */
  open(subject?: string): Run
  /** How many have not ended. */
  size(): number
  /** Ends them now, whatever they wait for: all, or those of some subjects. Serving calls are not touched. */
  abandon(reason: 'off' | 'exit' | 'privacy', concerns?: (subject: string | undefined) => boolean): void
}

/** Keeps the law that each sampled prediction ends exactly once. */
export function createRuns(tally: Pick<Tally, 'sampled' | 'drop'>, onChange: () => void): Runs {
  const open = new Map<Run, AbortController>()
  return {
    open(subject) {
      const controller = new AbortController()
      const run: Run = {
        subject,
        signal: controller.signal,
        hasEnded: () => !open.has(run),
        finish(handOver) {
          if (!open.delete(run)) return
          handOver()
          onChange()
        },
        drop: reason => run.finish(() => tally.drop(reason)),
      }
      open.set(run, controller)
      tally.sampled()
      onChange()
      return run
    },
    size: () => open.size,
    abandon(reason, concerns) {
      for (const [run, controller] of open) {
        if (concerns && !concerns(run.subject)) continue
        run.drop(reason)
        controller.abort(namedError('AbortError', `Shadow ended: ${reason}`))
      }
    },
  }
}
