/** Options of `startCollector`. */
export interface CollectorOptions {
  /**
   * The data folder, on a local disk. It is created when absent. Only one process can use a folder at a time.
   */
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
   * Origins whose pages may read responses under `/v1`: scheme, host and port, such as `https://shop.example` or
   * `capacitor://localhost`. In `https://*.shop.example`, the `*` stands for one or more whole labels, so
   * `https://shop.example` itself is not among them. `moz-extension://*` allows a whole scheme other than http(s), and
   * `*` all origins.
   *
   * `null` allows pages without an origin: files, sandboxed frames and some shells of apps. Any site can put a page into
   * such a frame, so `onProblem` gets a warning.
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
   * Days after which stored data is deleted, in whole weeks: pairs by the time in their id, also imported ones, and
   * outcomes, quarantined pairs, conflicts and dead letters by their arrival. A pair that arrives older is quarantined.
   *
   * @default 400
   */
  retentionDays?: number
  /**
   * Bytes that log and engine may use on disk, with dead letters and quarantine, at least 1 MiB. Batches beyond get 429
   * with `Retry-After`. Nothing is deleted: room returns by retention, by erasure or with a larger limit. Leave room on
   * the disk, because inserts and merges in the engine use more for a moment.
   *
   * @default undefined, no limit but the disk
   */
  maxBytes?: number
  /**
   * Records that one client (a browser profile) may send in a minute, and as many at once. A set of counters and a request
   * count like a record. Batches beyond get 429 with `Retry-After`, and the SDK sends them again later. 0 for no limit.
   *
   * @default 60_000
   */
  maxRatePerClient?: number
  /**
   * The same for one IPv4 address, or one /64 network of IPv6. 0 for no limit. It may be a whole office.
   *
   * @default 300_000
   */
  maxRatePerAddress?: number
  /**
   * How many proxies stand in front of the collector. The address is then the one that the outermost of them has added to
   * `X-Forwarded-For`. With more than there are, clients can choose their address. 0 if there are none.
   *
   * @default undefined: the address is that of the connection, and loopback and private addresses are not limited,
   *   because they may belong to a proxy
   */
  trustProxy?: number
  /**
   * How long to wait for the previous owner of the folder to end, e.g. a killed collector or its engine. Milliseconds.
   *
   * @default 10_000
   */
  lockWaitMs?: number
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
