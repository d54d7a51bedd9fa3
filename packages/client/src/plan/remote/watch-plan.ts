import { toError } from '../../core/errors/to-error.ts'
import type { FlagWatch, ReadFlag } from '../flag-source.ts'
import { awaitExpiry } from './await-expiry.ts'
import { createPlanKeeper } from './create-plan-keeper.ts'
import { evaluateForSubjects } from './evaluate-for-subjects.ts'
import { openWatch } from './open-watch.ts'
import type { WatchPlanOptions } from './watch-plan-options.ts'

/** Watches a flag source, stores the plan of each subject, and expires plans that are not confirmed. */
export function watchPlan(options: WatchPlanOptions): Required<FlagWatch> {
  const { platform, experiment, flags, store, plans, checked, onChange, onProblem } = options
  const { known } = plans

  let lastOutage: string | undefined
  const onOutage = (thrown: unknown) => {
    const { message } = toError(thrown)
    // Polling repeats the same outage. It is reported once.
    if (message !== lastOutage) onProblem(thrown)
    lastOutage = message
  }

  const keeper = createPlanKeeper(options)
  const tell = evaluateForSubjects(plans, checked, keeper.keepSoon, onOutage)

  /** The plan of each subject as JSON, without the reason. */
  const snapshot = () =>
    JSON.stringify(['', ...known.keys()].map(plans.currentPlan), (name, value: unknown) =>
      name === 'reason' ? '' : value,
    )
  let last = snapshot()
  const hasChanged = () => {
    const before = last
    last = snapshot()
    return last !== before
  }

  const expireFrom = (readAt: number) =>
    awaitExpiry(platform, flags, readAt, () => {
      if (hasChanged()) onChange(false)
    })
  let cancelExpiry = expireFrom(platform.now())

  let isFirst = true
  let isStopped = false
  const onReading = (read: ReadFlag, readAt = platform.now()) => {
    if (isStopped) return
    try {
      const failure = tell(read, readAt)
      if (failure) onOutage(failure)
      else lastOutage = undefined
    } catch (error) {
      return onOutage(error)
    }
    keeper.keep()
    cancelExpiry()
    cancelExpiry = expireFrom(readAt)
    // The first reading counts as a change even if it equals the cache: an earlier page may have ended before it applied it.
    const isOrder = hasChanged() || isFirst
    isFirst = false
    if (isOrder) onChange(true)
  }

  let watch: FlagWatch | undefined
  const begin = async () => {
    watch = undefined
    watch = await openWatch(flags, { platform, experiment, store, onReading, onOutage }, () => void begin())
    if (isStopped) watch.stop()
  }
  void begin()

  return {
    refresh: () => watch?.refresh(),
    pause() {
      keeper.finish()
      watch?.pause?.()
    },
    stop() {
      keeper.finish()
      isStopped = true
      cancelExpiry()
      watch?.stop()
    },
  }
}
