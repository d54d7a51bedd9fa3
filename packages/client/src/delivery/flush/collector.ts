/**
 * Where the records go. Queue, ledger, lock and batches are shared by all outboxes of the same `url`, `key` and
 * `channel`.
 */
export interface Collector {
  /** Base URL, without `/v1/…`: an origin, or a path on the page's own origin. */
  url: string
  /** The ingest key. It is public: every visitor can read it. */
  key: string
  /**
   * `text` (default) is sent as `text/plain`, which needs no CORS preflight and so also leaves a closing page;
   * `json` as `application/json`.
   */
  contentType?: 'text' | 'json'
  /** What goes there, each to a route of its own. Default: pairs. */
  channel?: 'pairs' | 'outcomes'
}
