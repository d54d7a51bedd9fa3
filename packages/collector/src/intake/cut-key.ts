const SHOWN = 4

/** Returns the start of a wrong key for the log: at most half of the key, and at most 4 characters. */
export const cutKey = (key: string): string => key.slice(0, Math.min(SHOWN, Math.floor(key.length / 2)))
