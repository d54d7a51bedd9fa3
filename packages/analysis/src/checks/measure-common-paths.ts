import type { Report } from '@shadow-mode/protocol'
import { OUTPUTS_COMMON } from './check-id.ts'
import type { Finding } from './finding.ts'

/** More paths are not listed. */
const MAX_LISTED = 10

const list = (paths: readonly string[]): string =>
  paths.slice(0, MAX_LISTED).join(', ') + (paths.length > MAX_LISTED ? ', …' : '') || 'none'

/**
 * Finds that no path has a value in both outputs of any pair, so that nothing can be compared: the candidate answers in
 * another shape. Returns nothing if a path has, if no output has a value, or if a limit has left out paths.
 */
export function measureCommonPaths({
  outputs,
  cuts,
  capture,
}: Pick<Report, 'outputs' | 'cuts' | 'capture'>): Finding[] {
  const blocks = Object.entries(outputs)
  const pathsOf = (side: 'liveOnly' | 'candidateOnly') =>
    blocks.filter(([, { unmatched }]) => unmatched[side] > 0).map(([path]) => path)
  const live = pathsOf('liveOnly')
  const candidate = pathsOf('candidateOnly')
  const isShared = blocks.some(([, { n, unmatched }]) => n + unmatched.otherKind > 0)
  const isCut = cuts.some(({ what }) => what !== 'versions' && what !== 'classes')
  if (isShared || isCut || live.length + candidate.length === 0) return []
  return [
    {
      id: OUTPUTS_COMMON,
      label: 'fields in common',
      value: 0,
      interval: null,
      n: capture.paired,
      defaultMargin: { min: 1 },
      failure: `the outputs have none: live has ${list(live)}; the candidate has ${list(candidate)}`,
    },
  ]
}
