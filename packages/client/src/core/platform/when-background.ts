import type { CorePlatform } from './platform.ts'

interface TaskScheduler {
  postTask(run: () => void, options: { priority: 'background' }): Promise<void>
}

/**
 * Returns a `whenIdle` that uses `scheduler.postTask` with background priority, or `core.whenIdle` in browsers without it.
 * It loads with the background code, because no shadow call starts earlier.
 */
export const whenBackground =
  (core: Pick<CorePlatform, 'setTimer' | 'whenIdle'>): CorePlatform['whenIdle'] =>
  (run, withinMs) => {
    const { scheduler }: { scheduler?: TaskScheduler } = globalThis
    if (!scheduler?.postTask) return core.whenIdle(run, withinMs)
    let isDone = false
    const cancel = () => {
      isDone = true
      cancelTimer()
    }
    const once = () => {
      if (isDone) return
      cancel()
      run()
    }
    const cancelTimer = core.setTimer(once, withinMs)
    // The promise rejects if `run` throws. The browser then reports an unhandled rejection.
    void scheduler.postTask(once, { priority: 'background' })
    return cancel
  }
