import type { CaptureFacts } from '@shadow-mode/analysis'
import type { ExperimentSummary, ExpiredCounts, IngestResult } from './engine.ts'
import type { Ingest } from './ingest/ingest-records.ts'
import type { KindName } from './kind-name.ts'
import type { OutcomePage } from './read/read-outcomes.ts'
import type { IdRange, Page } from './read/read-page.ts'
import type { Retention } from './retention/expire-records.ts'

/** The calls that the collector makes to the engine process, and their results. */
export interface EngineCalls {
  ingest: { input: Ingest & { kind: KindName }; output: IngestResult }
  expire: { input: Retention; output: ExpiredCounts }
  readPage: { input: IdRange; output: Page }
  readOutcomes: { input: { experiment: string; after: string }; output: OutcomePage }
  captureFacts: { input: string; output: CaptureFacts }
  experiments: { input: null; output: ExperimentSummary[] }
  lastSeq: { input: null; output: number }
  ping: { input: null; output: null }
}

export type EngineMethod = keyof EngineCalls

interface CallRequest<M extends EngineMethod> {
  kind: 'call'
  id: number
  method: M
  input: EngineCalls[M]['input']
}

/** A message to the engine process. `open` is sent once and first. `close` stops the process after the last call. */
export type EngineRequest = { kind: 'open'; dir: string } | { kind: 'close' } | CallRequest<EngineMethod>

/** A message from the engine process. */
export type EngineReply =
  /** `brokenParts`: how many damaged parts the engine has set aside, now and earlier. */
  | { kind: 'opened'; brokenParts: number }
  | { kind: 'refused'; message: string }
  | { kind: 'result'; id: number; output: EngineCalls[EngineMethod]['output'] }
  | { kind: 'failed'; id: number; message: string }
