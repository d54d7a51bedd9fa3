import { toError } from '../../errors/to-error.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagdJsonOptions } from '../flagd-json.ts'
import type { FlagWatch, FlagWatchContext } from '../flag-source.ts'
import { readFlagdFile } from './read-flagd-file.ts'

/** After an outage the next reading comes sooner than the interval: 1 s, then twice as long each time. */
const FIRST_RETRY_MS = 1_000

/** Reads the file now, then at each interval with ±20 % jitter, so that not all clients ask at once. */
export function watchFlagdFile(
  { url, pollIntervalMs, timeoutMs }: Required<FlagdJsonOptions>,
  { platform, experiment, onReading, onOutage }: FlagWatchContext,
): FlagWatch {
  const stopping = new AbortController()
  let isReading = false
  let outages = 0
  let cancelTimer: (() => void) | undefined

  const fetchFile = async (): Promise<unknown> => {
    try {
      const { request } = await import('../../http/request.ts')
      const { signal } = stopping
      const { response, text } = await request(platform, url, { cache: 'no-cache', signal, timeoutMs })
      if (!response.ok) throw new Error(`status ${response.status}`)
      return JSON.parse(text)
    } catch (cause) {
      throw new FlagOutageError('unreachable', `The flag file could not be read: ${toError(cause).message}`, {
        cause,
      })
    }
  }

  const read = async () => {
    if (isReading || stopping.signal.aborted) return
    isReading = true
    cancelTimer?.()
    try {
      const reading = readFlagdFile(await fetchFile(), experiment)
      outages = 0
      if (!stopping.signal.aborted) onReading(reading)
    } catch (error) {
      outages += 1
      if (!stopping.signal.aborted) onOutage(toError(error))
    }
    isReading = false
    if (stopping.signal.aborted) return
    const waitMs =
      outages > 0 ? Math.min(pollIntervalMs, FIRST_RETRY_MS * 2 ** (outages - 1)) : pollIntervalMs
    cancelTimer = platform.setTimer(() => void read(), waitMs * (0.8 + 0.4 * platform.random()))
  }

  void read()
  return {
    refresh: () => void read(),
    stop() {
      stopping.abort()
      cancelTimer?.()
    },
  }
}
