import { toError } from '../../errors/to-error.ts'
import type { Platform, SyncStore } from '../../platform/platform.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagReading, FlagSource, FlagWatch } from '../flag-source.ts'
import { planCacheKey } from '../plan-cache.ts'
import { type KnownPlan, ON_EXPIRES_AFTER_MS, planInForce } from '../plan-in-force.ts'

/** A source that cannot be watched, such as one whose code did not load, is tried again after this long. */
const RETRY_MS = 30_000

export interface WatchPlanOptions {
  platform: Platform
  experiment: string
  flags: FlagSource
  /** Keeps the last reading for the next page. */
  cache: SyncStore | undefined
  known: () => KnownPlan
  /** Called at each reading. */
  onKnown: (known: KnownPlan) => void
  /** The plan in force has changed. `ordered`: the source said so; otherwise it has expired. */
  onChange: (inForce: FlagReading, ordered: boolean) => void
  onProblem: (error: Error) => void
}

/** Follows a flag source: keeps and caches what it says, and lets it expire when it says nothing. */
export function watchPlan(options: WatchPlanOptions): FlagWatch {
  const { platform, experiment, flags, cache, known, onKnown, onChange, onProblem } = options
  let cancelExpiry: (() => void) | undefined
  let lastOutage: string | undefined
  let isFirst = true
  let watch: FlagWatch | undefined
  let isBeginning = false
  let isStopped = false
  let cancelRetry: (() => void) | undefined

  const inForce = () => planInForce(known(), platform.now())
  const awaitExpiry = () => {
    cancelExpiry?.()
    const ageMs = Math.abs(platform.now() - (known().confirmedAt ?? 0))
    cancelExpiry = platform.setTimer(
      () => {
        if (inForce() === known().reading) awaitExpiry()
        else onChange(inForce(), false)
      },
      Math.max(0, ON_EXPIRES_AFTER_MS - ageMs) + 1,
    )
  }

  const onReading = (reading: FlagReading) => {
    if (isStopped) return
    const hasChanged = JSON.stringify(reading) !== JSON.stringify(inForce())
    const now: KnownPlan = { reading, confirmedAt: platform.now() }
    onKnown(now)
    lastOutage = undefined
    awaitExpiry()
    try {
      cache?.set(planCacheKey(experiment), JSON.stringify(now))
    } catch (error) {
      onProblem(toError(error))
    }
    // The first is an order even if the cache said the same: an earlier page may not have lived to obey it.
    if (isFirst || hasChanged) onChange(reading, true)
    isFirst = false
  }

  const onOutage = (error: Error) => {
    // Polling meets the same outage again and again: once is enough.
    if (error.message !== lastOutage) onProblem(error)
    lastOutage = error.message
  }

  const begin = async () => {
    cancelRetry?.()
    cancelRetry = undefined
    isBeginning = true
    try {
      const opened = await flags.watch({ platform, experiment, onReading, onOutage })
      if (isStopped) opened.stop()
      watch = opened
    } catch (cause) {
      onOutage(new FlagOutageError('unreachable', 'The flags could not be watched', { cause }))
      cancelRetry = platform.setTimer(() => void begin(), RETRY_MS)
    }
    isBeginning = false
  }

  awaitExpiry()
  void begin()
  return {
    refresh() {
      if (watch) watch.refresh()
      else if (!isBeginning) void begin()
    },
    stop() {
      isStopped = true
      cancelExpiry?.()
      cancelRetry?.()
      watch?.stop()
    },
  }
}
