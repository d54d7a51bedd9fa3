/** Bytes of a request body as sent. More: 413, and the rest is not read. */
export const MAX_BODY_BYTES: number = 5 * 1024 * 1024

/** Bytes of a body after gunzip. More: 413; decompression stops there. */
export const MAX_INFLATED_BYTES: number = 20 * 1024 * 1024

/** Records of a batch. More: 413. */
export const MAX_RECORDS: number = 1_000

/** Length of one record's JSON text in UTF-16 units. A longer record is rejected, the rest of its batch kept. */
export const MAX_RECORD_LENGTH: number = 4 * 1024 * 1024

/** Length of one outcome's JSON text in UTF-16 units. A longer one is rejected, the rest of its batch kept. */
export const MAX_OUTCOME_LENGTH: number = 64 * 1024

/** Length of a batch's JSON text without its records, in UTF-16 units. More: 413. */
export const MAX_ENVELOPE_LENGTH: number = 256 * 1024

/** Levels of arrays and objects within one record. A deeper record is rejected, the rest of its batch kept. */
export const MAX_RECORD_DEPTH: number = 200

/** Levels of arrays and objects anywhere in a body. Nobody sends that by accident: 400. */
export const MAX_DEPTH: number = 10_000

/** Experiments whose losses one batch may carry, and reasons of each. More: 400. */
export const MAX_LOSS_ENTRIES: number = 100

/** Bytes of request bodies being read at once, over all requests. More: 503 with Retry-After. */
export const MAX_BYTES_IN_READING: number = 128 * 1024 * 1024
