import { toError } from '../../core/errors/to-error.ts'
import type { FlagWatch, ReadFlag } from '../flag-source.ts'
import { createPlanSaver } from './create-plan-saver.ts'
import { evaluateForSubjects } from './evaluate-for-subjects.ts'
import { openWatch } from './open-watch.ts'
import { watchExpiry } from './watch-expiry.ts'
import type { WatchPlanOptions } from './watch-plan-options.ts'

/**
 * Watches a flag source, and updates and stores the plan of each subject. Calls `onChange` after the first flag update, and
 * when a plan changes or expires.
 */
export function watchPlan(options: WatchPlanOptions): Required<FlagWatch> {
  const { platform, experiment, flags, store, plans, clean, onChange, onProblem } = options
  const { known } = plans

  let lastOutage: string | undefined
  const onOutage = (thrown: unknown) => {
    const { message } = toError(thrown)
    // Each poll repeats the same outage, which is reported only once.
    if (message !== lastOutage) onProblem(thrown)
    lastOutage = message
  }

  const saver = createPlanSaver(options)
  const applyUpdate = evaluateForSubjects(plans, clean, saver.saveSoon, onOutage)

  /** The plan of each subject as JSON, without the reason. */
  const snapshot = () =>
    JSON.stringify(['', ...known.keys()].map(plans.currentReading), (name, value: unknown) =>
      name === 'reason' ? '' : value,
    )
  let last = snapshot()
  const hasChanged = () => {
    const before = last
    last = snapshot()
    return last !== before
  }

  const expireFrom = (readAt: number) =>
    watchExpiry(platform, flags, readAt, () => {
      if (hasChanged()) onChange(false)
    })
  let cancelExpiry = expireFrom(platform.now())

  let isFirst = true
  let isStopped = false
  const onReading = (read: ReadFlag, readAt = platform.now()) => {
    if (isStopped) return
    try {
      const failure = applyUpdate(read, readAt)
      if (failure) onOutage(failure)
      else lastOutage = undefined
    } catch (error) {
      return onOutage(error)
    }
    saver.save()
    cancelExpiry()
    cancelExpiry = expireFrom(readAt)
    // The first flag update counts as a change even if the plans equal the cached ones. An earlier page may have stored them
    // and ended before it applied them.
    const isChange = hasChanged() || isFirst
    isFirst = false
    if (isChange) onChange(true)
  }

  let watch: FlagWatch | undefined
  // The source may be the app's own, and may throw or reject.
  const attempt = async (name: keyof FlagWatch) => watch?.[name]?.()
  const call = (name: keyof FlagWatch) => void attempt(name).catch(onProblem)
  const start = async () => {
    watch = undefined
    watch = await openWatch(flags, { platform, experiment, store, onReading, onOutage }, () => void start())
    if (isStopped) call('stop')
  }
  void start()

  return {
    refresh: () => call('refresh'),
    pause() {
      saver.flush()
      call('pause')
    },
    stop() {
      saver.flush()
      isStopped = true
      cancelExpiry()
      call('stop')
    },
  }
}
