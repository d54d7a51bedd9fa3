/**
 * Why a flush started:
 *
 * - `count`: 50 pairs are queued.
 * - `bytes`: 512 KB are queued.
 * - `interval`: a pair has been queued for 10 s, or a retry delay has passed.
 * - `online`: the device is online again.
 * - `hidden`: the page was hidden.
 * - `start`: the client has started.
 * - `manual`: the app called `flush`.
 */
export type FlushReason = 'count' | 'bytes' | 'interval' | 'online' | 'hidden' | 'start' | 'manual'
