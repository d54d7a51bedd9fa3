/** What a page of the storm is told in its hash. */
export interface ChaosConfig {
  /** Name of this load of the page, unique in the run: begins the ids of its inputs. */
  tab: string
  /** Of all that the page draws. */
  seed: number
  /** One client each, on the same page. */
  clients: { experiment: string; collector: { url: string; key: string } }[]
  liveUrl: string
  candidateUrl: string
  flagsUrl: string
  /** How far the device's clock is off. Milliseconds. */
  clockMs: number
}

/** The address of the page on `origin`, so told. The name is in the query, so that a new one is a new page. */
export const chaosUrl = (origin: string, config: ChaosConfig): string =>
  `${origin}/chaos.html?tab=${config.tab}#${encodeURIComponent(JSON.stringify(config))}`
