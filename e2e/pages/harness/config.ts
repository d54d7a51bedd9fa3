import type { Plan } from '@shadow-mode/protocol'

export type LiveKind =
  | { kind: 'http'; url: string }
  /** Throws where it should have returned a promise. */
  | { kind: 'throws' }
  /** Rejects with something that is not an Error. */
  | { kind: 'rejects-oddly' }

export type CandidateKind =
  | { kind: 'http'; url: string }
  | { kind: 'throws' }
  | { kind: 'rejects' }
  /** Resolves to what JSON cannot say. */
  | { kind: 'garbage' }
  | { kind: 'hangs' }
  /** Keeps the page's own thread for so long. */
  | { kind: 'blocked-worker'; ms: number }
  | { kind: 'changes-input' }
  /** The real candidate in the browser; `modelUrl` serves `candidate.onnx`. */
  | { kind: 'onnx'; modelUrl: string }
  /** The same, in a worker that is busy for 2 s with each message. */
  | { kind: 'blocked-onnx'; modelUrl: string }

/** What the page is told in its hash. */
export interface HarnessConfig {
  experiment: string
  collector: { url: string; key: string }
  live: LiveKind
  candidate: CandidateKind
  plan?: Partial<Plan>
  /** A flag file instead of the plan; then `plan` is only what holds until it was read. */
  flags?: { url: string; pollIntervalMs?: number }
}

/** The address of the harness on `origin`, so told. `tab` stands in the query, which servers see. */
export const harnessUrl = (origin: string, config: HarnessConfig, tab?: string): string =>
  `${origin}/harness.html${tab === undefined ? '' : `?tab=${tab}`}#${encodeURIComponent(JSON.stringify(config))}`
