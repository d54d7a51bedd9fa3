import { toError } from '../../core/errors/to-error.ts'
import { withLock } from '../../core/locks/with-lock.ts'
import type { Channel } from '../../core/platform/platform.ts'
import type { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagExpiry, FlagWatch, FlagWatchContext } from '../flag-source.ts'
import { absoluteUrl } from './absolute-url.ts'
import { cutOut, type FlagFile, keepFile, readKept } from './flag-file.ts'
import type { FlagdJsonOptions } from './flagd-json-options.ts'
import { followFlagFile } from './follow-flag-file.ts'
import { joinTabs } from './join-tabs.ts'
import { requestFlagFile } from './request-flag-file.ts'

/** The first retry delay after an outage. It doubles with each retry, up to the interval. */
const FIRST_RETRY_MS = 1_000

/** How long a tab waits for the file from the tab that holds the lock before it tries again. */
const LOOK_AGAIN_MS = 200

/** Longer timers overflow and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Watches a flag file together with the other tabs. One tab reads the file while it holds a lock and sends it to the others,
 * which then wait for another interval (±20 %). A change therefore reaches all tabs at the same time.
 */
// oxlint-disable-next-line max-lines-per-function -- its timer, its lock and its tabs end together
export function watchFlagdFile(
  { url, pollIntervalMs, timeoutMs }: Required<Omit<FlagdJsonOptions, keyof FlagExpiry>>,
  { platform, experiment, store, onReading, onOutage }: FlagWatchContext,
): Required<FlagWatch> {
  const name = `shadow-mode/v1/flags/${experiment}/${absoluteUrl(url)}`
  let readAt = 0
  let outages = 0
  let isStopped = false
  /** Aborted and unset while the page is frozen or the user has left it. */
  let awake: AbortController | undefined
  let isReading = false
  let tabs: Channel
  let cancelTimer: (() => void) | undefined

  const schedule = (waitMs: number, passedMs = 0) => {
    cancelTimer?.()
    const leftMs = waitMs * (0.8 + 0.4 * platform.random()) - passedMs
    cancelTimer = platform.setTimer(() => void read(), Math.min(leftMs, LONGEST_TIMER_MS))
  }

  /** Throws if the definition has no valid plan. */
  const take = ({ at, text }: FlagFile) => {
    const readPlan = followFlagFile(text, experiment, store, platform)
    readAt = at
    outages = 0
    onReading(readPlan, at)
    schedule(pollIntervalMs, Math.abs(platform.now() - at))
  }

  const fail = (thrown: unknown) => {
    onOutage(toError(thrown))
    schedule(Math.min(pollIntervalMs, FIRST_RETRY_MS * 2 ** outages++))
  }

  const read = async (askedAt = platform.now()) => {
    const mine = awake
    if (!mine || isReading) return
    const { signal } = mine
    const before = readAt
    let hadTurn = false
    isReading = true
    cancelTimer?.()
    await withLock({ locks: platform.locks, name, wait: false, signal }, async () => {
      hadTurn = true
      try {
        // Another tab may have read it while this one waited for the lock.
        const kept = readKept(store, name)
        if (signal.aborted || readAt !== before) return
        if (kept && kept.at !== readAt && kept.at >= askedAt) return take(kept)
        const text = await requestFlagFile(platform, url, timeoutMs, signal)
        const file = { text: cutOut(text, experiment), at: platform.now() }
        if (signal.aborted) return
        take(file)
        keepFile(store, name, file)
        tabs.post(file)
      } catch (error) {
        if (signal.aborted) return
        fail(error)
        const { message: reason, outage }: Partial<FlagOutageError> = toError(error)
        tabs.post({ outage, reason })
      }
    })
    if (signal.aborted) return
    isReading = false
    // Another tab reads the file and sends it. Does not queue for the lock, because Chromium may end such a page without `pagehide`.
    if (!hadTurn) cancelTimer = platform.setTimer(() => void read(askedAt), LOOK_AGAIN_MS)
  }

  const wake = () => {
    if (awake || isStopped) return
    awake = new AbortController()
    isReading = false
    tabs = joinTabs(platform, name, take, fail)
  }
  const pause = () => {
    awake?.abort()
    awake = undefined
    tabs.close()
    cancelTimer?.()
  }

  wake()
  const kept = readKept(store, name)
  try {
    if (kept) take(kept)
    else void read()
  } catch {
    // The stored file is not valid for this version of the SDK.
    void read()
  }
  return {
    refresh() {
      wake()
      void read()
    },
    pause,
    stop() {
      isStopped = true
      pause()
    },
  }
}
