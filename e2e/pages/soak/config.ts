/** The settings of a page that stays open. They are in the hash of its URL. */
export interface SoakConfig {
  experiment: string
  collector: { url: string; key: string }
  /** The origin of the model service. */
  service: string
  flagsUrl: string
  /** How the candidate runs, or what predicts. */
  kind: 'http' | 'onnx' | 'react'
  everyMs: number
}

export const soakUrl = (origin: string, config: SoakConfig): string =>
  `${origin}/soak.html?${config.kind}#${encodeURIComponent(JSON.stringify(config))}`
