/**
 * Why a flush was tried: 50 pairs wait (`count`), or 512 KB (`bytes`); a pair has waited 10 s, or a pause has ended
 * (`interval`); the device is online again; the page was hidden; the client has just started; the app asked for it.
 */
export type FlushReason = 'count' | 'bytes' | 'interval' | 'online' | 'hidden' | 'start' | 'manual'
