/** The least value of `maxBytes`: an empty engine and the first segment of the log need that much. Bytes. */
export const MIN_MAX_BYTES: number = 1024 * 1024
