import { createShadowClient, flagdJson, httpModel, type ShadowClient } from '@shadow-mode/client'
import {
  type Applicant,
  type Decision,
  decodeDecision,
  encodeApplicant,
} from '@shadow-mode/model-service/encoding'
import { onnxModel } from '@shadow-mode/onnx'
import type { SoakConfig } from './config.ts'
import { drawApplicant } from './draw-applicant.ts'

/** The functions that a test can call on the page, as `window.soak`. */
export type Soak = Pick<ShadowClient<Applicant, Decision>, 'status' | 'flush'> & { stop: () => void }

declare global {
  interface Window {
    soak?: Soak
  }
}

const config: SoakConfig = JSON.parse(decodeURIComponent(location.hash.slice(1)))
const { service, experiment, collector, flagsUrl, kind, everyMs } = config

const client = createShadowClient<Applicant, Decision>({
  experiment,
  collector,
  live: httpModel({ url: `${service}/v1/predict`, version: '1.4.0' }),
  candidate:
    kind === 'onnx'
      ? onnxModel({
          url: `${service}/models/candidate.onnx`,
          version: '2.0.0',
          encode: applicant => encodeApplicant(applicant, 'candidate'),
          decode: decodeDecision,
        })
      : httpModel({ url: `${service}/v2/predict`, version: '2.0.0' }),
  flags: flagdJson({ url: flagsUrl, pollIntervalMs: 1_000 }),
  bootstrap: { serve: 'live', shadowRate: 1 },
})

/** Predicts until it is stopped, all with one signal, as an app may have for each of its views. */
const predictForever = (): (() => void) => {
  const { signal } = new AbortController()
  const timer = setInterval(() => void client.predict(drawApplicant(), { signal }), everyMs)
  return () => clearInterval(timer)
}

const start = kind === 'react' ? (await import('./start-react.tsx')).startReact : predictForever
const stop = start(client, everyMs)
window.soak = { status: () => client.status(), flush: () => client.flush(), stop }
