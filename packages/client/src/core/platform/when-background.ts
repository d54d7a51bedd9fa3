import type { CorePlatform } from './platform.ts'

interface TaskScheduler {
  postTask(run: () => void, options: { priority: 'background' }): Promise<void>
}

/**
 * `whenIdle` by the page's scheduler, behind all that the page itself has to do; where there is none, that of `core`.
 * Apart from it, because the first shadow call comes with the load of this part anyway.
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
    // It rejects with what `run` throws, and like that is reported by the page.
    void scheduler.postTask(once, { priority: 'background' })
    return cancel
  }
