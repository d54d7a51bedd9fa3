import type { Status } from '@shadow-mode/client'
import { generateApplicants } from '../applicants/generate-applicants.ts'
import { toApplicant } from '../applicants/to-applicant.ts'
import type { CreditClient } from '../shadow/create-credit-client.ts'
import { unreadFlagNote } from '../shadow/unread-flag-note.ts'
import { waitForClient } from './wait-for-client.ts'

export interface ReplayProgress {
  /** `reading`: the client has not read the flag yet. `waiting`: the flag is off. */
  phase: 'reading' | 'waiting' | 'predicting' | 'delivering'
  predicted: number
  /** The number of predictions whose live call failed. A user would have seen an error. */
  failed: number
  total: number
}

export interface ReplayResult extends ReplayProgress {
  /** The window of the captured pairs, [from, to), as ISO 8601. */
  from: string
  to: string
}

export interface ReplayOptions {
  client: Pick<CreditClient, 'predict' | 'flush' | 'status' | 'subscribe'>
  count: number
  /** The same seed gives the same applicants. */
  seed: number
  signal: AbortSignal
  onProgress: (progress: ReplayProgress) => void
}

// The next applicant waits until fewer shadow runs are running, so that none is dropped. Real applicants are slower.
const RUNNING_AT_ONCE = 2

/** The replay gives up if shadowing is not on after this time, or the queue is not empty. */
const PATIENCE_MS = 30_000

const OFF = 'Shadowing is off. Switch the flag to shadow, then replay again.'
const UNREAD = 'The flag file could not be read: is the collector up?'

const isOn = ({ plan }: Status): boolean => plan.shadowRate > 0

/**
 * Sends made-up applicants through the client, one after the other, and waits until their pairs are delivered.
 *
 * @throws {Error} if shadowing is off, the flag cannot be read or the pairs cannot be delivered; the signal's reason if it aborts.
 */
export async function replayApplicants(options: ReplayOptions): Promise<ReplayResult> {
  const { client, count, seed, signal, onProgress } = options
  const run = crypto.randomUUID().slice(0, 8)
  const progress: ReplayProgress = { phase: 'predicting', predicted: 0, failed: 0, total: count }
  const patiently = () => AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])

  let shown: ReplayProgress['phase'] | undefined
  const isOnOrShown = (status: Status): boolean => {
    const phase = unreadFlagNote(status) ? 'reading' : 'waiting'
    if (!isOn(status) && phase !== shown) onProgress({ ...progress, phase })
    shown = phase
    return isOn(status)
  }
  await waitForClient(client, isOnOrShown, patiently()).catch(cause => {
    signal.throwIfAborted()
    throw new Error(unreadFlagNote(client.status()) ? UNREAD : OFF, { cause })
  })

  const from = new Date().toISOString()
  for (const file of generateApplicants(count, seed)) {
    signal.throwIfAborted()
    const reference = `replay-${run}-${progress.predicted + 1}`
    try {
      await client.predict(toApplicant(file), { subject: reference, reference, signal })
    } catch {
      // An app would show the error. The replay counts it and shows the count at the end.
      progress.failed += 1
    }
    progress.predicted += 1
    onProgress({ ...progress })
    await waitForClient(client, ({ running }) => running < RUNNING_AT_ONCE, signal)
  }

  progress.phase = 'delivering'
  onProgress({ ...progress })
  await waitForClient(client, ({ running }) => running === 0, signal)
  await client.flush()
  await waitForClient(client, ({ queued }) => queued === 0, patiently()).catch(cause => {
    signal.throwIfAborted()
    throw new Error(`${client.status().queued} pairs are still queued: is the collector up?`, { cause })
  })
  return { ...progress, from, to: new Date(Date.now() + 1).toISOString() }
}
