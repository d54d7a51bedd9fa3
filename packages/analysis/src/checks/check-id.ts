export const CAPTURE_PAIRS = 'capture.pairs'
export const CAPTURE_VERSIONS = 'capture.versions'
export const CAPTURE_COMPLETE = 'capture.complete'
export const CANDIDATE_ERRORS = 'status.candidate.errorRate'
export const LATENCY_P95 = 'latency.p95'

/** The checks that compare the answers. A promotion needs at least one of them. */
export const DECIDING_KINDS = ['agreement', 'meanDifference', 'meanAbs'] as const

export type OutputCheckKind = (typeof DECIDING_KINDS)[number] | 'comparable'

export function outputCheckId(path: string, kind: OutputCheckKind): string {
  return `outputs.${path}.${kind}`
}
