import { toError } from '../../errors/to-error.ts'
import type { Platform, SyncStore } from '../../platform/platform.ts'
import { type Plans, SHADOW_TTL_MS } from '../create-plans.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagReading, FlagSource, FlagWatch, ReadFlag } from '../flag-source.ts'
import { keepPlans } from './keep-plans.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/** A source that cannot be watched, such as one whose code did not load, is tried again after this long. */
const RETRY_MS = 30_000

/** What a new subject was told is written to the device when the page is idle, at the latest after this long. */
const KEEP_WITHIN_MS = 1_000

/** Longer timers overflow and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export interface WatchPlanOptions {
  platform: Platform
  experiment: string
  flags: FlagSource
  /** Keeps the last readings for the next page; absent where nothing may be left on the device. */
  store: SyncStore | undefined
  plans: Plans
  /** What of a reading can be followed. */
  checked: (reading: FlagReading) => FlagReading
  /** The plan of some subject has changed. `ordered`: the source said so; otherwise it has expired. */
  onChange: (ordered: boolean) => void
  onProblem: (error: Error) => void
}

/** Follows a flag source: keeps what it says to each subject, and lets it expire when it says nothing. */
export function watchPlan(options: WatchPlanOptions): Required<FlagWatch> {
  const { platform, experiment, flags, store, plans, checked, onChange, onProblem } = options
  const { known } = plans
  const limits = [flags.shadowTtlMs ?? SHADOW_TTL_MS, flags.serveTtlMs ?? Infinity]
  let read: ReadFlag | undefined
  let readAt = platform.now()
  let lastOutage: string | undefined
  let isFirst = true
  let watch: FlagWatch | undefined
  let isBeginning = false
  let isStopped = false
  let cancelExpiry: (() => void) | undefined
  let cancelRetry: (() => void) | undefined
  let cancelKeep: (() => void) | undefined

  /** What holds for each subject, to see whether anything changed. */
  const inForce = () =>
    JSON.stringify(
      ['', ...known.keys()].map(subject => {
        const { plan, variant, weight, flagVersion } = plans.inForce(subject)
        return [plan, variant, weight, flagVersion]
      }),
    )
  let last = inForce()

  const awaitExpiry = () => {
    cancelExpiry?.()
    const ageMs = Math.abs(platform.now() - readAt)
    const nextMs = Math.min(...limits.filter(limit => limit >= ageMs)) - ageMs + 1
    if (nextMs === Infinity) return
    cancelExpiry = platform.setTimer(
      () => {
        const now = inForce()
        const hasChanged = now !== last
        last = now
        awaitExpiry()
        if (hasChanged) onChange(false)
      },
      Math.min(nextMs, LONGEST_TIMER_MS),
    )
  }

  const keep = () => {
    cancelKeep?.()
    cancelKeep = undefined
    try {
      if (store) keepPlans(store, experiment, known)
    } catch (error) {
      onProblem(toError(error))
    }
  }

  const onOutage = (error: Error) => {
    // Polling meets the same outage again and again: once is enough.
    if (error.message !== lastOutage) onProblem(error)
    lastOutage = error.message
  }

  /** Throws what `ask` throws. */
  const tell = (subject: string, ask: ReadFlag, confirmedAt: number) => {
    const asked = ask(subject)
    const told = { reading: checked(asked), confirmedAt }
    // The order to serve cannot be followed: that is an outage, and moves nobody.
    if (told.reading.plan.serve !== asked.plan.serve)
      throw new FlagOutageError('invalid', 'The candidate may not serve without all of its bounds')
    known.set(subject, told)
    for (const oldest of known.keys()) {
      if (known.size <= MAX_KNOWN_SUBJECTS) break
      if (oldest) known.delete(oldest)
    }
    return told
  }

  plans.learn = subject => {
    if (!read || known.get('')?.reading.forEveryone) return undefined
    cancelKeep ??= platform.whenIdle(keep, KEEP_WITHIN_MS)
    try {
      return tell(subject, read, readAt)
    } catch (error) {
      // Later: no listener may run on the live path.
      platform.setTimer(() => onOutage(toError(error)), 0)
      return undefined
    }
  }

  const onReading = (next: ReadFlag, confirmedAt = platform.now()) => {
    if (isStopped) return
    let outage: Error | undefined
    try {
      if (tell('', next, confirmedAt).reading.forEveryone) {
        for (const subject of known.keys()) if (subject) known.delete(subject)
      }
    } catch (error) {
      return onOutage(toError(error))
    }
    read = next
    readAt = confirmedAt
    for (const subject of known.keys()) {
      try {
        if (subject) tell(subject, next, confirmedAt)
      } catch (error) {
        // This one keeps what it was told last, until that expires.
        outage = toError(error)
      }
    }
    if (outage) onOutage(outage)
    else lastOutage = undefined
    keep()
    const now = inForce()
    // The first is an order even if the cache said the same: an earlier page may not have lived to obey it.
    const isOrder = isFirst || now !== last
    isFirst = false
    last = now
    awaitExpiry()
    if (isOrder) onChange(true)
  }

  const begin = async () => {
    cancelRetry?.()
    cancelRetry = undefined
    isBeginning = true
    try {
      const opened = await flags.watch({ platform, experiment, store, onReading, onOutage })
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
    pause() {
      if (cancelKeep) keep()
      watch?.pause?.()
    },
    stop() {
      if (cancelKeep) keep()
      isStopped = true
      cancelExpiry?.()
      cancelRetry?.()
      watch?.stop()
    },
  }
}
