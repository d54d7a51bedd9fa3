/** Maximum bytes of a request body as sent. A larger body gets 413, and the rest is not read. */
export const MAX_BODY_BYTES: number = 5 * 1024 * 1024

/**
 * Maximum bytes of a body after gunzip. Decompression stops at this limit and the request gets 413. There is no limit of
 * the ratio, because honest inputs such as masks of zeros shrink by a factor of a thousand.
 */
export const MAX_INFLATED_BYTES: number = 20 * 1024 * 1024

/** Maximum number of records in a batch. A larger batch gets 413. */
export const MAX_RECORDS: number = 1_000

/**
 * Maximum length of a pair's JSON text in UTF-16 units. A longer pair is rejected; the rest of its batch is kept.
 */
export const MAX_RECORD_LENGTH: number = 4 * 1024 * 1024

/**
 * Maximum length of an outcome's JSON text in UTF-16 units. A longer outcome is rejected; the rest of its batch is
 * kept.
 */
export const MAX_OUTCOME_LENGTH: number = 64 * 1024

/** Maximum length of a batch's JSON text without its records, in UTF-16 units. A longer batch gets 413. */
export const MAX_ENVELOPE_LENGTH: number = 256 * 1024

/** Maximum nesting depth of a record. A deeper record is rejected; the rest of its batch is kept. */
export const MAX_RECORD_DEPTH: number = 200

/** Maximum nesting depth of a body. A deeper body gets 400 as a whole, because only an attacker would send it. */
export const MAX_DEPTH: number = 10_000

/**
 * Maximum number of distinct keys in a pair or an outcome. The same name in two objects counts twice, in the elements of
 * an array once. A record with more is rejected; the rest of its batch is kept. Every key costs the engine a column.
 */
export const MAX_RECORD_KEYS: number = 10_000

/**
 * Maximum number of distinct keys in the records of a batch together. Records with the same keys count once. A record
 * that would exceed it is rejected, and its keys do not count.
 */
export const MAX_BATCH_KEYS: number = 50_000

/** Maximum number of experiments in a batch's losses, and of reasons per experiment. A batch with more gets 400. */
export const MAX_LOSS_ENTRIES: number = 100

/**
 * Maximum bytes of request bodies in memory, over all requests. Beyond, the unfinished body that has held most bytes for
 * longest gets 503 with Retry-After.
 */
export const MAX_BUFFERED_BYTES: number = 128 * 1024 * 1024

/** Maximum bytes of request bodies in memory of one address, so that it cannot keep out others. */
export const MAX_BUFFERED_BYTES_PER_ADDRESS: number = 64 * 1024 * 1024

/**
 * How many records a client may send in a minute, by default. It is twice the number of shadow calls that a page may make
 * by default (`maxRequestsPerMinute`). A client beyond gets 429 with Retry-After.
 */
export const MAX_RATE_PER_CLIENT: number = 60_000

/**
 * How many records an address may send in a minute, by default, as many as a collector stores. An address beyond gets 429
 * with Retry-After.
 */
export const MAX_RATE_PER_ADDRESS: number = 300_000
