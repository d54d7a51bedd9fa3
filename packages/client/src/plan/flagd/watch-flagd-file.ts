import { toError } from '../../errors/to-error.ts'
import { withLock } from '../../locks/with-lock.ts'
import type { Channel } from '../../platform/platform.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagWatch, FlagWatchContext } from '../flag-source.ts'
import { anonymousId } from './anonymous-id.ts'
import { cutOut, type FlagFile, isFlagFile, keepFile, readKept } from './flag-file.ts'
import type { FlagdJsonOptions } from './flagd-json.ts'
import { readFlagdPlan } from './read-flagd-plan.ts'

/** After an outage the next reading comes sooner than the interval: 1 s, then twice as long each time. */
const FIRST_RETRY_MS = 1_000

/** How soon a tab looks again whether the one that reads the file has told. */
const LOOK_AGAIN_MS = 200

/** Longer timers overflow and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

const absolute = (url: string): string => {
  // Late: on a server there is no page. Two pages may mean two files by the same relative URL.
  const base = globalThis.document?.baseURI
  return URL.canParse(url, base) ? new URL(url, base).href : url
}

/**
 * Follows a flag file together with the other tabs: one reads it, under a lock, and tells the others, who then wait
 * another interval (±20 %). So an order is in every tab as soon as it is in one.
 */
export function watchFlagdFile(
  {
    url,
    pollIntervalMs,
    timeoutMs,
  }: Required<Pick<FlagdJsonOptions, 'url' | 'pollIntervalMs' | 'timeoutMs'>>,
  { platform, experiment, store, onReading, onOutage }: FlagWatchContext,
): Required<FlagWatch> {
  const name = `shadow-mode/v1/flags/${experiment}/${absolute(url)}`
  let readAt = 0
  let taken = 0
  let outages = 0
  let isStopped = false
  /** Aborted while the page is frozen or left. */
  let awake: AbortController | undefined
  /** The reading under way. */
  let reading: AbortController | undefined
  let channel: Channel | undefined
  let cancelTimer: (() => void) | undefined

  const schedule = () => {
    cancelTimer?.()
    const waitMs =
      outages > 0 ? Math.min(pollIntervalMs, FIRST_RETRY_MS * 2 ** (outages - 1)) : pollIntervalMs
    const passedMs = outages > 0 ? 0 : Math.abs(platform.now() - readAt)
    const leftMs = waitMs * (0.8 + 0.4 * platform.random()) - passedMs
    cancelTimer = platform.setTimer(() => void read(), Math.max(0, Math.min(leftMs, LONGEST_TIMER_MS)))
  }

  /** Throws when the definition cannot be followed. */
  const take = ({ at, text }: FlagFile) => {
    const ask = readFlagdPlan(JSON.parse(text), experiment)
    const readPlan = (subject: string) => ask(() => subject || anonymousId(store, platform), platform.now())
    readPlan('')
    taken += 1
    readAt = at
    outages = 0
    onReading(readPlan, at)
    schedule()
  }

  const fail = (error: Error) => {
    outages += 1
    onOutage(error)
    schedule()
  }

  const post = (message: unknown) => {
    try {
      channel?.post(message)
    } catch {
      // Another tab that hears nothing reads the file itself.
    }
  }

  const hear = (message: unknown) => {
    try {
      if (isFlagFile(message)) take(message)
      else fail(new FlagOutageError('unreachable', String(message)))
    } catch (error) {
      fail(toError(error))
    }
  }

  const ask = async (signal: AbortSignal): Promise<string> => {
    try {
      const { request } = await import('../../http/request.ts')
      // `no-cache` asks the server each time, by ETag where there is one.
      const { response, text } = await request(platform, url, { cache: 'no-cache', signal, timeoutMs })
      if (!response.ok) throw new Error(`status ${response.status}`)
      return text
    } catch (cause) {
      throw new FlagOutageError('unreachable', `The flag file could not be read: ${toError(cause).message}`, {
        cause,
      })
    }
  }

  const read = async (askedAt = platform.now()) => {
    const mine = awake
    if (!mine || reading === mine) return
    const { signal } = mine
    reading = mine
    cancelTimer?.()
    const before = taken
    await withLock({ locks: platform.locks, name, wait: false, signal }, async () => {
      try {
        // Another tab may have read it while this one waited for the lock.
        const kept = readKept(store, name)
        if (signal.aborted || taken !== before) return
        if (kept && kept.at !== readAt && kept.at >= askedAt) return take(kept)
        const file = { text: cutOut(await ask(signal), experiment), at: platform.now() }
        if (signal.aborted) return
        take(file)
        keepFile(store, name, file)
        post(file)
      } catch (error) {
        if (signal.aborted) return
        fail(toError(error))
        post(toError(error).message)
      } finally {
        if (reading === mine) reading = undefined
      }
    })
    if (reading !== mine) return
    // Another tab reads it, and tells. Not waited for: a page that is left while it queues for a lock may be ended untold.
    reading = undefined
    if (!signal.aborted) cancelTimer = platform.setTimer(() => void read(askedAt), LOOK_AGAIN_MS)
  }

  const wake = () => {
    if (awake || isStopped) return
    awake = new AbortController()
    try {
      channel = platform.openChannel?.(name, hear)
    } catch {
      // A sandboxed frame: it reads for itself.
    }
  }
  const pause = () => {
    awake?.abort()
    awake = undefined
    channel?.close()
    channel = undefined
    cancelTimer?.()
  }

  wake()
  const kept = readKept(store, name)
  try {
    if (kept) take(kept)
    else void read()
  } catch {
    // It was good for an earlier version.
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
