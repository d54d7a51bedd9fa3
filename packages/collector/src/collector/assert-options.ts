import { parseAllowedOrigin } from '../http/parse-allowed-origin.ts'
import type { CollectorOptions } from './collector-options.ts'
import { MIN_MAX_BYTES } from './min-max-bytes.ts'

/** @throws {TypeError} It names the option and says what it expects. */
export function assertOptions(options: CollectorOptions): void {
  if (!options.ingestKey) throw new TypeError('ingestKey: Expected a key')
  // Every page contains the ingest key, so it would let everybody read the pairs.
  if (options.readToken === options.ingestKey)
    throw new TypeError('readToken: Expected another secret than the ingest key, which is public')
  for (const origin of options.allowOrigins ?? []) parseAllowedOrigin(origin)
  assertWhole('retentionDays', options.retentionDays, 1, 'days')
  assertWhole('maxBytes', options.maxBytes, MIN_MAX_BYTES, 'bytes')
  assertWhole('lockWaitMs', options.lockWaitMs, 0, 'milliseconds')
  assertWhole('maxRatePerClient', options.maxRatePerClient, 0, 'records')
  assertWhole('maxRatePerAddress', options.maxRatePerAddress, 0, 'records')
  assertWhole('trustProxy', options.trustProxy, 0, 'proxies')
}

// A negative or fractional number of days would delete what should stay.
function assertWhole(name: string, value: number | undefined, min: number, unit: string): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= min)) return
  throw new TypeError(`${name}: Expected a whole number of ${unit}, ${min} or more, received ${value}`)
}
