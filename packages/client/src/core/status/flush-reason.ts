/**
 * Why a flush started:
 *
 * - `count`: 50 pairs are queued.
 * - `bytes`: the JSON of the queued pairs has 524,288 UTF-16 units.
 * - `interval`: pairs or losses have waited for 10 s, or a retry delay has passed.
 * - `online`: the device is online again.
 * - `hidden`: the page was hidden.
 * - `start`: the client's background code has loaded.
 * - `manual`: the app called `flush` or `optOut`.
 */
export type FlushReason = 'count' | 'bytes' | 'interval' | 'online' | 'hidden' | 'start' | 'manual'
