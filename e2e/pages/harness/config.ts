import type { Plan } from '@shadow-mode/protocol'

export type LiveKind =
  | { kind: 'http'; url: string }
  /** Throws instead of returning a promise. */
  | { kind: 'throws' }
  /** Rejects with something that is not an Error. */
  | { kind: 'rejects-oddly' }

export type CandidateKind =
  | { kind: 'http'; url: string }
  | { kind: 'throws' }
  | { kind: 'rejects' }
  /** Resolves to a value that JSON cannot express. */
  | { kind: 'garbage' }
  | { kind: 'hangs' }
  /** Runs in a worker that is busy for `ms` before each answer. */
  | { kind: 'blocked-worker'; ms: number }
  | { kind: 'changes-input' }
  /** The real candidate, as an ONNX model in the browser. `modelUrl` serves `candidate.onnx`. */
  | { kind: 'onnx'; modelUrl: string }
  /** The same, in a worker that is busy for 2 s on each message. */
  | { kind: 'blocked-onnx'; modelUrl: string }

/** The settings of the page. They are in the hash of its URL. */
export interface HarnessConfig {
  experiment: string
  collector: { url: string; key: string }
  live: LiveKind
  candidate: CandidateKind
  plan?: Partial<Plan>
  /** Reads the plan from this flag file. Then `plan` holds only until the file was read. */
  flags?: { url: string; pollIntervalMs?: number }
}

/** The URL of the page with this config. `tab` is in the query, because servers do not see the hash. */
export const harnessUrl = (origin: string, config: HarnessConfig, tab?: string): string =>
  `${origin}/harness.html${tab === undefined ? '' : `?tab=${tab}`}#${encodeURIComponent(JSON.stringify(config))}`
