import type { SyncStore } from '../core/platform/platform.ts'
import { completePlan } from './complete-plan.ts'
import type { SourceReading } from './flag-source.ts'

/** A reading and the time when its source last confirmed it. */
export interface ConfirmedReading {
  reading: SourceReading
  /** Milliseconds since the epoch. 0 until the initial plan is used. */
  confirmedAt: number
}

export const planCacheKey = (experiment: string): string => `shadow-mode/v1/plans/${experiment}`

/** Reads the readings that a page of this origin stored last, by subject. Empty if there are none that are valid. */
export function readPlanCache(
  store: SyncStore | undefined,
  experiment: string,
): Map<string, ConfirmedReading> {
  try {
    const stored: [string, ConfirmedReading][] = JSON.parse(store?.get(planCacheKey(experiment)) ?? '[]')
    return new Map(
      stored.map(([subject, { reading, confirmedAt }]) => {
        if (!(confirmedAt > 0)) throw new RangeError()
        const plan = reading.plan && completePlan(reading.plan, '')
        return [subject, { reading: { ...reading, plan, reason: 'CACHED' }, confirmedAt }]
      }),
    )
  } catch {
    // The cache is optional, because the flag will be read again.
    return new Map()
  }
}
