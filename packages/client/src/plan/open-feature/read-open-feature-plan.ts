import { toError } from '../../core/errors/to-error.ts'
import { isObject } from '../../core/guard/is-object.ts'
import { completePlan } from '../complete-plan.ts'
import { type FlagOutage, FlagOutageError } from '../flag-outage-error.ts'
import type { SourceReading } from '../flag-source.ts'
import type { OpenFeatureWebClient } from './open-feature-web-client.ts'

/** Reads the plan from the flag. Throws `FlagOutageError` if the provider reports a failure or the plan is invalid. */
export function readOpenFeaturePlan(client: OpenFeatureWebClient, key: string): SourceReading {
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
  const common = {
    reason,
    forEveryone: true,
    ...(typeof version === 'string' || typeof version === 'number' ? { flagVersion: `${version}` } : {}),
  }
  if (reason === 'DISABLED') {
    return { ...common, plan: completePlan({ serve: 'live', shadowRate: 0 }, key), variant: null }
  }
  // The provider gave the default value back: the flag leaves the plan to the app.
  if (reason === 'DEFAULT' && isObject(value) && !Object.keys(value).length)
    return { ...common, variant: null }
  try {
    return { ...common, plan: completePlan(value, 'value'), variant }
  } catch (error) {
    throw outage('invalid', toError(error).message)
  }
}
