import { toError } from '../errors/to-error.ts'
import { checkExpiry } from './check-expiry.ts'
import { completePlan } from './complete-plan.ts'
import { type FlagOutage, FlagOutageError } from './flag-outage-error.ts'
import type { FlagExpiry, FlagReading, FlagSource } from './flag-source.ts'

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

/** What is used of an OpenFeature web client (`@openfeature/web-sdk`). */
export interface OpenFeatureWebClient {
  getObjectDetails(
    flagKey: string,
    defaultValue: Record<string, never>,
  ): {
    value: unknown
    variant?: string
    reason?: string
    errorCode?: string
    errorMessage?: string
    flagMetadata?: Readonly<Record<string, unknown>>
  }
  /** `event` is one of the SDK's enum, whose members only its own package can name. */
  addHandler(event: string, handler: () => void): void
  removeHandler(event: string, handler: () => void): void
  /** `READY`, `STALE`, `ERROR`, …; where it is absent, the flag's own details decide. */
  readonly providerStatus?: string
}

/**
 * Takes the plan from a flag of any OpenFeature web client: an object that holds the plan. Who the subject is, the app
 * says by OpenFeature's own context, so it is the same for each prediction, whatever its `subject`. `flagKey`: default
 * the experiment's name.
 *
 * An error, a stale provider and a value that is no plan are outages; reason `DISABLED` is the order to stop.
 */
export function openFeature(
  client: OpenFeatureWebClient,
  flagKey?: string,
  expiry: FlagExpiry = {},
): FlagSource {
  const ask = (key: string): FlagReading => {
    const details = client.getObjectDetails(key, {})
    const { value, variant = null, reason = 'UNKNOWN', errorCode, errorMessage } = details
    const outage = (kind: FlagOutage, text: string) =>
      new FlagOutageError(kind, `OpenFeature flag ${key}: ${text}`)
    if (errorCode || reason === 'ERROR') {
      throw outage(
        /^(FLAG_NOT_FOUND|PARSE_ERROR|TYPE_MISMATCH)$/.test(errorCode ?? '') ? 'invalid' : 'unreachable',
        errorMessage || errorCode || reason,
      )
    }
    const status = reason === 'STALE' ? reason : (client.providerStatus ?? 'READY')
    if (/^(STALE|ERROR|FATAL)$/.test(status)) throw outage('unreachable', `the provider is ${status}`)
    const version = details.flagMetadata?.['version']
    const said = {
      reason,
      forEveryone: true,
      ...(typeof version === 'string' || typeof version === 'number' ? { flagVersion: `${version}` } : {}),
    }
    if (reason === 'DISABLED') {
      return { ...said, plan: completePlan({ serve: 'live', shadowRate: 0 }, key), variant: null }
    }
    try {
      return { ...said, plan: completePlan(value, 'value'), variant }
    } catch (error) {
      throw outage('invalid', toError(error).message)
    }
  }
  return {
    ...checkExpiry(expiry),
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
            const reading = ask(key)
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
