import type { DropReason } from '../../core/books/drop-reason.ts'
import { namedError } from '../../core/errors/named-error.ts'
import type { Tally } from '../../delivery/tally/create-tally.ts'

/** The run of a sampled prediction. It ends when it is finished, dropped or abandoned, whatever comes first. */
export interface Run {
  subject: string | undefined
  /** Aborts when the run is abandoned. The shadow calls must then stop. */
  signal: AbortSignal
  hasEnded(): boolean
  /** Ends the run and calls `handOver`. Does nothing if the run has already ended. */
  finish(handOver: () => void): void
  /** Ends the run and counts the prediction as dropped. Does nothing if the run has already ended. */
  drop(reason: DropReason): void
}

export interface Runs {
  /** Starts the run of a sampled prediction, and counts the prediction as sampled. The caller must end the run. */
  open(subject?: string): Run
  /** Returns the number of runs that have not ended. */
  size(): number
  /**
   * Drops the runs that have not ended, and aborts their signals. With `isAffected`, only the runs whose subject it accepts.
   * Does not affect serving calls.
   */
  abandon(reason: 'off' | 'exit' | 'privacy', isAffected?: (subject: string | undefined) => boolean): void
}

/** Creates the register of runs. No run can end twice. */
export function createRuns(tally: Pick<Tally, 'sampled' | 'drop'>, onChange: () => void): Runs {
  const openRuns = new Map<Run, AbortController>()
  return {
    open(subject) {
      const controller = new AbortController()
      const run: Run = {
        subject,
        signal: controller.signal,
        hasEnded: () => !openRuns.has(run),
        finish(handOver) {
          if (!openRuns.delete(run)) return
          handOver()
          onChange()
        },
        drop: reason => run.finish(() => tally.drop(reason)),
      }
      openRuns.set(run, controller)
      tally.sampled()
      onChange()
      return run
    },
    size: () => openRuns.size,
    abandon(reason, isAffected) {
      for (const [run, controller] of openRuns) {
        if (isAffected && !isAffected(run.subject)) continue
        run.drop(reason)
        controller.abort(namedError('AbortError', `Run ended: ${reason}`))
      }
    },
  }
}
