import { toError } from '../../core/errors/to-error.ts'
import { callback, object, optional, text } from '../../core/guard/readers.ts'
import { expiryFields } from '../expiry-fields.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagExpiry, FlagSource } from '../flag-source.ts'
import type { OpenFeatureWebClient } from './open-feature-web-client.ts'
import { readOpenFeaturePlan } from './read-open-feature-plan.ts'

/** While nothing changes a provider is silent: asked so often whether its answer still holds, "on" does not expire. */
const CONFIRM_EVERY_MS = 60_000

/** A provider that is not ready is looked at so often, and again so soon after an event: some come before its effect. */
const LOOK_AGAIN_MS = 500
/** One that is not ready for so long is told as an outage; it is still waited for. */
const READY_WITHIN_MS = 5_000

const EVENTS = [
  'PROVIDER_READY',
  'PROVIDER_CONFIGURATION_CHANGED',
  'PROVIDER_CONTEXT_CHANGED',
  'PROVIDER_ERROR',
  'PROVIDER_STALE',
] as const

/**
 * Takes the plan from a flag of any OpenFeature web client: an object that holds the plan. Who the subject is, the app
 * says by OpenFeature's own context, so it is the same for each prediction, whatever its `subject`. `flagKey`: 1 to 256
 * characters, default the experiment's name.
 *
 * The flag is read at each event of the provider, and every minute. An error, a stale provider, one that is not ready for
 * 5 s, and a value that is no plan are outages; reason `DISABLED` is the order to stop.
 *
 * Throws `InvalidOptionError` for a client without the functions that are used of it, and for an unknown option.
 */
export function openFeature(
  client: OpenFeatureWebClient,
  flagKey?: string,
  expiry: FlagExpiry = {},
): FlagSource {
  object({ getObjectDetails: callback, addHandler: callback, removeHandler: callback }, true)(
    client,
    'flags.client',
  )
  optional(text(256))(flagKey, 'flags.flagKey')
  return {
    ...object(expiryFields())(expiry, 'flags'),
    watch({ platform, experiment, onReading, onOutage }) {
      const key = flagKey ?? experiment
      let cancelTimer: (() => void) | undefined
      let isStopped = false
      const startedAt = platform.monotonic()
      const isReady = () => {
        if (client.providerStatus !== 'NOT_READY') return true
        if (platform.monotonic() - startedAt >= READY_WITHIN_MS)
          onOutage(new FlagOutageError('unreachable', 'No OpenFeature provider is ready'))
        return false
      }
      const read = (againMs = CONFIRM_EVERY_MS) => {
        if (isStopped) return
        cancelTimer?.()
        const hasAsked = isReady()
        try {
          if (hasAsked) {
            const reading = readOpenFeaturePlan(client, key)
            onReading(() => reading)
          }
        } catch (error) {
          onOutage(toError(error))
        }
        cancelTimer = platform.setTimer(read, hasAsked ? againMs : LOOK_AGAIN_MS)
      }
      const onEvent = () => read(LOOK_AGAIN_MS)
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
