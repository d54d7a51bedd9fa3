import type { Report, Role, Side, SideStatus } from '@shadow-mode/protocol'
import { MAX_VERSIONS } from '../limits.ts'
import type { CutCounter } from '../outputs/cut-counter.ts'

/** Counts one model's sides by status and HTTP status, and collects its versions and model digests. */
export interface SideCounter {
  add(side: Side): void
  byStatus(): Record<SideStatus, number>
  httpStatus(): Record<string, number>
  model(): Report['models'][Role]
}

export function createSideCounter(cuts: CutCounter): SideCounter {
  const byStatus: Record<SideStatus, number> = { ok: 0, error: 0, timeout: 0, aborted: 0 }
  const httpStatus = new Map<string, number>()
  const versions = new Set<string>()
  const digests = new Set<string>()
  const note = (set: Set<string>, value: string): void => {
    if (set.has(value)) return
    if (set.size < MAX_VERSIONS) set.add(value)
    else cuts.add('versions', null, MAX_VERSIONS)
  }
  return {
    add(side) {
      byStatus[side.status]++
      if (side.httpStatus !== undefined) {
        const key = String(side.httpStatus)
        httpStatus.set(key, (httpStatus.get(key) ?? 0) + 1)
      }
      note(versions, side.version)
      if (side.runtime?.modelSha256 !== undefined) note(digests, side.runtime.modelSha256)
    },
    byStatus: () => ({ ...byStatus }),
    httpStatus: () => Object.fromEntries(httpStatus),
    model: () => ({ versions: [...versions].sort(), modelSha256: [...digests].sort() }),
  }
}
