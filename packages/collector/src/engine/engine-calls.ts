import type { CaptureFacts } from '@shadow-mode/analysis'
import type { ExperimentSummary, IngestResult } from './engine.ts'
import type { Ingest } from './ingest/ingest-records.ts'
import type { KindName } from './kind-name.ts'
import type { OutcomePage } from './read/read-outcomes.ts'
import type { IdRange, Page } from './read/read-page.ts'

/** What the collector asks of the engine's process, and what comes back. */
export interface EngineCalls {
  ingest: { input: Ingest & { kind: KindName }; output: IngestResult }
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

/** To the engine's process. `open` comes once and first; `close` ends the process when all calls are answered. */
export type EngineRequest = { kind: 'open'; dir: string } | { kind: 'close' } | CallRequest<EngineMethod>

/** From the engine's process. */
export type EngineReply =
  | { kind: 'opened' }
  | { kind: 'refused'; message: string }
  | { kind: 'result'; id: number; output: EngineCalls[EngineMethod]['output'] }
  | { kind: 'failed'; id: number; message: string }
