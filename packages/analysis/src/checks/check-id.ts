export const CAPTURE_PAIRS = 'capture.pairs'
export const CAPTURE_VERSIONS = 'capture.versions'
export const CAPTURE_COMPLETE = 'capture.complete'
/** Present only if the outputs have no field in common. */
export const OUTPUTS_COMMON = 'outputs.common'
export const CANDIDATE_ERRORS = 'status.candidate.errorRate'
export const LATENCY_P95 = 'latency.p95'

/** The kinds of check that compare outputs. A promotion needs at least one check of these kinds. */
export const COMPARING_KINDS = ['agreement', 'meanDifference', 'meanAbs'] as const

export type OutputCheckKind = (typeof COMPARING_KINDS)[number] | 'comparable' | 'association'

export function toOutputCheckId(path: string, kind: OutputCheckKind): string {
  return `outputs.${path}.${kind}`
}
