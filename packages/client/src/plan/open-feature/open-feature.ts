import { toError } from '../../core/errors/to-error.ts'
import { callback, object, optional, text } from '../../core/guard/readers.ts'
import { expiryFields } from '../expiry-fields.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagExpiry, FlagSource } from '../flag-source.ts'
import type { OpenFeatureWebClient } from './open-feature-web-client.ts'
import { readOpenFeaturePlan } from './read-open-feature-plan.ts'

/** How often the flag is read. Providers emit events for changes only, but a plan expires unless it is confirmed. */
const READ_INTERVAL_MS = 60_000

/** The delay until the next check of a provider that is not ready. */
const READY_CHECK_MS = 500

/** After an event, the flag is read again after this delay. Some providers emit the event before the flag has changed. */
const REREAD_DELAY_MS = 500

/** A provider that is not ready after this time is reported as an outage. The checks continue. */
const READY_TIMEOUT_MS = 5_000

const EVENTS = [
  'PROVIDER_READY',
  'PROVIDER_CONFIGURATION_CHANGED',
  'PROVIDER_CONTEXT_CHANGED',
  'PROVIDER_ERROR',
  'PROVIDER_STALE',
] as const

/**
 * Reads the plan from an object flag of an OpenFeature web client. The app sets the subject in the OpenFeature context,
 * so the plan is the same for all predictions, regardless of their `subject`.
 *
 * The flag is read after each event of the provider, when the page is used again, and every minute. An error, a stale
 * provider, a provider that is not ready after 5 s, and an invalid plan are outages. With the reason `DISABLED`, the live
 * model serves and shadowing is off.
 *
 * Throws `InvalidOptionError` for a client without the required methods, and for an invalid or unknown option.
 *
 * @param client the OpenFeature web client
 * @param flagKey the key of the flag, 1 to 256 characters. Defaults to the name of the experiment.
 * @param expiry how long the last reading applies during an outage
 * @example
 * ```ts
 * createShadowClient({ ...options, flags: openFeature(OpenFeature.getClient(), 'credit-risk-plan') })
 * ```
 */
export function openFeature(
  client: OpenFeatureWebClient,
  flagKey?: string,
  expiry: FlagExpiry = {},
): FlagSource {
  object(
    { getObjectDetails: callback, addHandler: callback, removeHandler: callback },
    true,
    'OpenFeature.getClient() of @openfeature/web-sdk',
  )(client, 'flags.client')
  optional(text(256))(flagKey, 'flags.flagKey')
  return {
    ...object(expiryFields())(expiry, 'flags'),
    watch({ platform, experiment, onReading, onOutage }) {
      const key = flagKey ?? experiment
      let cancelTimer: (() => void) | undefined
      let isStopped = false
      const startedAt = platform.monotonic()
      const reportIfLate = () => {
        if (platform.monotonic() - startedAt >= READY_TIMEOUT_MS)
          onOutage(new FlagOutageError('unreachable', 'No OpenFeature provider is ready'))
      }
      const read = (nextMs = READ_INTERVAL_MS) => {
        if (isStopped) return
        cancelTimer?.()
        const isReady = client.providerStatus !== 'NOT_READY'
        if (!isReady) reportIfLate()
        try {
          if (isReady) {
            const reading = readOpenFeaturePlan(client, key)
            onReading(() => reading)
          }
        } catch (error) {
          onOutage(toError(error))
        }
        cancelTimer = platform.setTimer(read, isReady ? nextMs : READY_CHECK_MS)
      }
      const onEvent = () => read(REREAD_DELAY_MS)
      for (const event of EVENTS) client.addHandler(event, onEvent)
      read()
      return {
        refresh: () => read(),
        stop() {
          isStopped = true
          cancelTimer?.()
          for (const event of EVENTS) client.removeHandler(event, onEvent)
        },
      }
    },
  }
}
