import type { FlagReading } from './flag-source.ts'

/** Shadowing that no source has confirmed for so long stops; `serve` stays as it is. */
export const ON_EXPIRES_AFTER_MS: number = 3_600_000

/** A reading and when its source last confirmed it. */
export interface KnownPlan {
  reading: FlagReading
  /** Milliseconds since the epoch; `null` for a fixed plan, which never expires. */
  confirmedAt: number | null
}

/** What the last known plan is worth now. */
export const planInForce = ({ reading, confirmedAt }: KnownPlan, now: number): FlagReading =>
  // A clock that was set back must not make "on" immortal: the distance counts in both directions.
  confirmedAt !== null && Math.abs(now - confirmedAt) > ON_EXPIRES_AFTER_MS
    ? { ...reading, plan: { ...reading.plan, shadowRate: 0 } }
    : reading
