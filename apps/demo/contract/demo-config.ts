import * as v from 'valibot'

/** The settings that the demo's server sends to its pages. The collector's read token is secret and not among them. */
export interface DemoConfig {
  experiment: string
  liveUrl: string
  candidateUrl: string
  /** Serves the candidate as an ONNX file. */
  candidateModelUrl: string
  flagsUrl: string
  collectorUrl: string
  ingestKey: string
}

export const DemoConfigSchema: v.GenericSchema<unknown, DemoConfig> = v.object({
  experiment: v.string(),
  liveUrl: v.string(),
  candidateUrl: v.string(),
  candidateModelUrl: v.string(),
  flagsUrl: v.string(),
  collectorUrl: v.string(),
  ingestKey: v.string(),
})
