import * as v from 'valibot'

/** What the demo's server tells its pages: all that a browser may know. The collector's read token is not in it. */
export interface DemoConfig {
  experiment: string
  liveUrl: string
  candidateUrl: string
  /** The candidate as an ONNX file. */
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
