/** The settings of a chaos page. They are in the hash of its URL. */
export interface ChaosConfig {
  /** The name of this load of the page, unique in the run. It is the prefix of its input ids. */
  tab: string
  /** The seed of all random choices of the page. */
  seed: number
  /** The page creates a client for each of these. */
  clients: { experiment: string; collector: { url: string; key: string } }[]
  liveUrl: string
  candidateUrl: string
  flagsUrl: string
  /** The error of the device's clock, in milliseconds. */
  clockMs: number
}

/**
 * The URL of the page with this config. The name is in the query, because a new hash alone would not load a new page.
 */
export const chaosUrl = (origin: string, config: ChaosConfig): string =>
  `${origin}/chaos.html?tab=${config.tab}#${encodeURIComponent(JSON.stringify(config))}`
