import type { CandidateKind } from '../../contract/candidate-kind.ts'

export interface ReplayRequest {
  count: number
  seed: number
}

export interface PageOptions {
  candidate: CandidateKind
  replay: ReplayRequest | undefined
}

/** Reads `?candidate=onnx&replay=500&seed=7`. Ignores what it does not understand. */
export function readPageOptions(search: string): PageOptions {
  const query = new URLSearchParams(search)
  const count = Number(query.get('replay'))
  const seed = Number(query.get('seed') ?? 1)
  return {
    candidate: query.get('candidate') === 'onnx' ? 'onnx' : 'http',
    replay:
      Number.isSafeInteger(count) && count > 0 && Number.isSafeInteger(seed) ? { count, seed } : undefined,
  }
}
