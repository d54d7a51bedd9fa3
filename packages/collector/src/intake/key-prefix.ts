const SHOWN = 4

/** The start of a wrong key for the log: at most half of it, and at most 4 characters. */
export const keyPrefix = (key: string): string => key.slice(0, Math.min(SHOWN, Math.floor(key.length / 2)))
