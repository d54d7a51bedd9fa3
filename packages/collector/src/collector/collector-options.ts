/** Options of `startCollector`. */
export interface CollectorOptions {
  /** The data folder. It is created when absent. Only one process can use a folder at a time. */
  dir: string
  /**
   * The key that a batch must send as `?key=`. It must not be empty. It is public, because every page that sends pairs
   * contains it.
   */
  ingestKey: string
  /**
   * The port to listen on. Use 0 for any free port.
   *
   * @default 8787
   */
  port?: number
  /**
   * The host to listen on. Other machines cannot reach the default.
   *
   * @default '127.0.0.1'
   */
  host?: string
  /**
   * The token for the routes under `/v1/experiments`, which read data. Without a token these routes answer 403.
   *
   * @default undefined
   */
  readToken?: string
  /**
   * Origins whose pages may read responses under `/v1`, such as `https://shop.example`. Use `*` for all origins.
   *
   * @default []
   */
  allowOrigins?: string[]
  /**
   * The path of a flag file in the flagd format, served at `/flags.json`. The file may change, appear or disappear
   * while the collector runs.
   *
   * @default undefined
   */
  flagsFile?: string
  /**
   * Days after which the collector quarantines a pair because its id is too old.
   *
   * @default 400
   */
  retentionDays?: number
  /**
   * Called with messages for the operator. By default the messages are written to stderr.
   */
  onProblem?: (message: string) => void
}

/** A running collector. */
export interface Collector {
  /** The URL that the collector listens on, e.g. `http://127.0.0.1:8787`. */
  url: string
  /**
   * Stops intake, stores the log's records in the engine, and closes the log and the engine. Records that the engine
   * does not store within 30 seconds stay in the log until the next start.
   */
  close: () => Promise<void>
}
