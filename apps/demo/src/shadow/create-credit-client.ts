import { createShadowClient, flagdJson, httpModel, type ShadowClient } from '@shadow-mode/client'
import type { Decision } from '@shadow-mode/model-service/encoding'
import type { CandidateKind } from '../../contract/candidate-kind.ts'
import type { DemoConfig } from '../../contract/demo-config.ts'
import type { Applicant } from '../applicants/applicant.ts'
import { onnxCandidate } from './onnx-candidate.ts'

export type CreditClient = ShadowClient<Applicant, Decision>

// The interval is short, so that the flag in the panel takes effect at once. An app should use a minute.
const FLAG_POLL_MS = 1_000

/** Creates the client that puts the new credit model into shadow. */
export const createCreditClient = (config: DemoConfig, candidate: CandidateKind): CreditClient =>
  createShadowClient<Applicant, Decision>({
    experiment: config.experiment,
    live: httpModel({ url: config.liveUrl, version: '1.4.0' }),
    candidate:
      candidate === 'http'
        ? httpModel({ url: config.candidateUrl, version: '2.0.0' })
        : onnxCandidate(config.candidateModelUrl),
    flags: flagdJson({ url: config.flagsUrl, pollIntervalMs: FLAG_POLL_MS }),
    bootstrap: { serve: 'live', shadowRate: 0 },
    collector: { url: config.collectorUrl, key: config.ingestKey },
  })
