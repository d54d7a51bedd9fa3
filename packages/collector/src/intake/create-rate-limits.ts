import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { createRateLimiter, type RateLimiter } from '../http/create-rate-limiter.ts'
import type { RefusalReporter } from '../http/create-refusal-reporter.ts'
import { findAddress } from '../http/find-address.ts'
import { HttpError } from '../http/http-error.ts'
import { MAX_RATE_PER_ADDRESS, MAX_RATE_PER_CLIENT } from './intake-limits.ts'

type LimitedBy = 'client' | 'address'

export interface RateLimitsOptions {
  /** See `CollectorOptions`. */
  maxRatePerClient?: number | undefined
  maxRatePerAddress?: number | undefined
  trustProxy?: number | undefined
  /** The milliseconds of a monotonic clock. */
  now: () => number
  /** Called when a batch is refused. */
  onRefused: (by: LimitedBy) => void
  report: RefusalReporter
}

/** Limits how much each client and each address sends. All routes share it. */
export interface RateLimits {
  /**
   * Counts a request before it is read. Returns its address, or `null` if the address is not limited.
   *
   * @throws {HttpError} 429 if the address is over its limit.
   */
  enter(context: Context): string | null
  /**
   * Counts a parsed batch.
   *
   * @param size How many records and sets of counters it has.
   * @throws {HttpError} 429 if the client or the address is over its limit.
   */
  admit(batch: { address: string | null; client: string; size: number }): void
}

/** Creates the limits of one collector. 0 switches a limit off. */
export function createRateLimits(options: RateLimitsOptions): RateLimits {
  const { trustProxy, now, report } = options
  const perClient = options.maxRatePerClient ?? MAX_RATE_PER_CLIENT
  const perAddress = options.maxRatePerAddress ?? MAX_RATE_PER_ADDRESS
  const clients = createRateLimiter(perClient, now)
  const addresses = createRateLimiter(perAddress, now)

  const assertRate = (by: LimitedBy, limiter: RateLimiter, perMinute: number, key: string): void => {
    const waitMs = perMinute === 0 ? 0 : limiter.waitMs(key)
    if (waitMs === 0) return
    options.onRefused(by)
    const hint = by === 'address' ? '. If it is a proxy, set --trust-proxy' : ''
    report(
      `${by} ${key}`,
      `Batches of the ${by} ${key} are refused: it sends more than the ${perMinute} records a minute of --max-rate-per-${by}${hint}`,
    )
    throw new HttpError(
      429,
      'rate',
      `This ${by} sends more than ${perMinute} records a minute; try again later`,
      {
        retryAfter: Math.ceil(waitMs / 1_000),
      },
    )
  }

  const findLimitedAddress = (context: Context): string | null => {
    const { address: peer } = getConnInfo(context).remote
    const forwardedFor = context.req.header('x-forwarded-for')
    const address = findAddress({ peer, forwardedFor }, trustProxy)
    if (address === null && forwardedFor !== undefined && trustProxy === undefined)
      report('proxy', 'Batches come through a proxy: no address is limited until --trust-proxy is set')
    return address
  }

  return {
    enter(context) {
      if (perAddress === 0) return null
      const address = findLimitedAddress(context)
      if (address === null) return null
      assertRate('address', addresses, perAddress, address)
      addresses.spend(address, 1)
      return address
    },
    admit({ address, client, size }) {
      // Again, because many bodies can arrive at the same time.
      if (address !== null) assertRate('address', addresses, perAddress, address)
      assertRate('client', clients, perClient, client)
      if (address !== null) addresses.spend(address, size)
      if (perClient > 0) clients.spend(client, size + 1)
    },
  }
}
