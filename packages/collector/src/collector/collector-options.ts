export interface CollectorOptions {
  /** The data folder; made when absent. One collector a folder. */
  dir: string
  /** What a batch must bring as `?key=`. It is public: every page that sends pairs holds it. */
  ingestKey: string
  /** Default 8787; 0 takes a free one. */
  port?: number
  /** Default 127.0.0.1: not reachable from other machines. */
  host?: string
  /** For the calls that read; without it they answer 403. */
  readToken?: string
  /** Origins whose pages may read the answers under /v1; default none, `*` all. */
  allowOrigins?: string[]
  /** A flag file in the flagd format, served at /flags.json; it may change, appear and vanish. */
  flagsFile?: string
  /** Ids older than this go to the quarantine. Days; default 400. */
  retentionDays?: number
  /** Is told what an operator should know. Default: stderr. */
  onProblem?: (message: string) => void
}

export interface Collector {
  /** Where it listens, e.g. `http://127.0.0.1:8787`. */
  url: string
  /**
   * Stops intake, carries the log into the engine, closes both. What the engine does not take within 30 s stays in
   * the log for the next start.
   */
  close: () => Promise<void>
}
