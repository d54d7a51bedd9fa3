/** Where to send the records. Outboxes with the same `url`, `key` and `channel` share a queue, ledger, lock and batches. */
export interface Collector {
  /** The base URL, without `/v1/…`. It may be a path on the page's own origin, which gets cookies. */
  url: string
  /** The ingest key. It is public, because every visitor can read it. */
  key: string
  /**
   * The content type of the request: `text/plain` or `application/json`. `text` needs no CORS preflight. A closing page
   * always sends `text/plain`.
   *
   * @default 'text'
   */
  contentType?: 'text' | 'json'
  /**
   * Which records are sent. Each channel has its own route.
   *
   * @default 'pairs'
   */
  channel?: 'pairs' | 'outcomes'
}
