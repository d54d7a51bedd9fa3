import type { Report, Role, Side, SideStatus } from '@shadow-mode/protocol'
import { MAX_VERSIONS } from '../limits.ts'
import type { OmissionCounter } from '../outputs/omission-counter.ts'

/** Counts the sides of one model by status and by HTTP status. Collects the model's versions and digests. */
export interface SideCounter {
  add(side: Side): void
  byStatus(): Record<SideStatus, number>
  /** Counts only the sides that have an HTTP status. */
  httpStatus(): Record<string, number>
  /** At most `MAX_VERSIONS` versions and as many digests, sorted. */
  model(): Report['models'][Role]
}

/** `omissions` counts further versions and digests, as often as they occur. */
export function createSideCounter(omissions: OmissionCounter): SideCounter {
  const byStatus: Record<SideStatus, number> = { ok: 0, error: 0, timeout: 0, aborted: 0 }
  const httpStatus = new Map<string, number>()
  const versions = new Set<string>()
  const digests = new Set<string>()
  const addLimited = (set: Set<string>, value: string): void => {
    if (set.has(value)) return
    if (set.size < MAX_VERSIONS) set.add(value)
    else omissions.add('versions', null, MAX_VERSIONS)
  }
  return {
    add(side) {
      byStatus[side.status]++
      if (side.httpStatus !== undefined) {
        const key = String(side.httpStatus)
        httpStatus.set(key, (httpStatus.get(key) ?? 0) + 1)
      }
      addLimited(versions, side.version)
      if (side.runtime?.modelSha256 !== undefined) addLimited(digests, side.runtime.modelSha256)
    },
    byStatus: () => ({ ...byStatus }),
    httpStatus: () => Object.fromEntries(httpStatus),
    model: () => ({ versions: [...versions].sort(), modelSha256: [...digests].sort() }),
  }
}
