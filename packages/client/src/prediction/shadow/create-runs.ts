import type { DropReason } from '../../core/books/drop-reason.ts'
import { namedError } from '../../core/errors/named-error.ts'
import type { Tally } from '../../delivery/tally/create-tally.ts'

/** A sampled prediction, from sampling to its end. It ends only once: later ends have no effect. */
export interface Run {
  subject: string | undefined
  /** Aborts when the shadow calls must stop, because shadowing was switched off or the user left the page. */
  signal: AbortSignal
  hasEnded(): boolean
  /** Ends the run and calls `handOver`. Does nothing if the run has already ended. */
  finish(handOver: () => void): void
  drop(reason: DropReason): void
}

export interface Runs {
  /** Starts the run of a sampled prediction and counts it. The caller must end it. */
  open(subject?: string): Run
  /** The number of runs that have not ended. */
  size(): number
  /** Ends pending runs at once: all, or those of some subjects. Does not affect serving calls. */
  abandon(reason: 'off' | 'exit' | 'privacy', concerns?: (subject: string | undefined) => boolean): void
}

/** Ensures that each sampled prediction ends exactly once. */
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
