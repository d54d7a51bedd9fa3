import { toError } from '../../core/errors/to-error.ts'
import { withLock } from '../../core/locks/with-lock.ts'
import type { Channel } from '../../core/platform/platform.ts'
import type { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagExpiry, FlagWatch, FlagWatchContext } from '../flag-source.ts'
import { absoluteUrl } from './absolute-url.ts'
import { extractFlag, type FlagFile, readStoredFile, storeFile } from './flag-file.ts'
import type { FlagdJsonOptions } from './flagd-json-options.ts'
import { joinTabs } from './join-tabs.ts'
import { parseFlagFile } from './parse-flag-file.ts'
import { requestFlagFile } from './request-flag-file.ts'

/** The first retry delay after an outage. It doubles with each retry, up to the interval. */
const FIRST_RETRY_MS = 1_000

/** If another tab holds the lock, this tab tries again after this delay, unless it has received the file by then. */
const LOCK_RETRY_MS = 200

/** Longer timers overflow and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Watches a flag file together with the other tabs. One tab reads the file while it holds a lock and sends it to the
 * others. All tabs then wait for another interval (±20 %). A change therefore reaches all tabs at the same time.
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
  /** Set unless the watch is paused or stopped. Aborts the current request. */
  let active: AbortController | undefined
  let isReading = false
  let tabs: Channel
  let cancelTimer: (() => void) | undefined

  const schedule = (delayMs: number, elapsedMs = 0) => {
    cancelTimer?.()
    const leftMs = delayMs * (0.8 + 0.4 * platform.random()) - elapsedMs
    cancelTimer = platform.setTimer(() => void read(), Math.min(leftMs, LONGEST_TIMER_MS))
  }

  /** Applies a file. Throws if it has no valid plan. */
  const apply = ({ at, text }: FlagFile) => {
    const readPlan = parseFlagFile(text, experiment, store, platform)
    readAt = at
    outages = 0
    onReading(readPlan, at)
    schedule(pollIntervalMs, Math.abs(platform.now() - at))
  }

  const fail = (thrown: unknown) => {
    onOutage(toError(thrown))
    schedule(Math.min(pollIntervalMs, FIRST_RETRY_MS * 2 ** outages++))
  }

  /** Reads the file, or uses one that another tab has read after `since`. */
  const read = async (since = platform.now()) => {
    if (!active || isReading) return
    const { signal } = active
    const lastReadAt = readAt
    let wasAvailable = false
    isReading = true
    cancelTimer?.()
    // A page that reads the file holds the lock for no longer than this, unless it was frozen or suspended meanwhile.
    const locks = Math.abs(platform.now() - since) > timeoutMs ? undefined : platform.locks
    await withLock({ platform, locks, name, withinMs: 0, signal }, async (_, isTaken) => {
      if (isTaken) return
      wasAvailable = true
      try {
        // Another tab may have read the file in the meantime.
        const stored = readStoredFile(store, name)
        if (signal.aborted || readAt !== lastReadAt) return
        if (stored && stored.at !== readAt && stored.at >= since) return apply(stored)
        const text = await requestFlagFile(platform, url, timeoutMs, signal)
        const file = { text: extractFlag(text, experiment), at: platform.now() }
        if (signal.aborted) return
        apply(file)
        storeFile(store, name, file)
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
    // Another tab is reading the file and will send it. This tab does not queue for the lock, because Chromium may end a page
    // with queued locks without a `pagehide` event.
    if (!wasAvailable) cancelTimer = platform.setTimer(() => void read(since), LOCK_RETRY_MS)
  }

  const resume = () => {
    if (active || isStopped) return
    active = new AbortController()
    isReading = false
    tabs = joinTabs(platform, name, apply, fail)
  }
  const pause = () => {
    active?.abort()
    active = undefined
    tabs.close()
    cancelTimer?.()
  }

  resume()
  const stored = readStoredFile(store, name)
  try {
    if (stored) apply(stored)
    else void read()
  } catch {
    // The stored file is not valid for this version of the SDK.
    void read()
  }
  return {
    refresh() {
      resume()
      void read()
    },
    pause,
    stop() {
      isStopped = true
      pause()
    },
  }
}
