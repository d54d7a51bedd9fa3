const SHOWN = 4

/** As much of a wrong key as tells whose it may be: at most half of it, and no more than 4 characters. */
export const keyPrefix = (key: string): string => key.slice(0, Math.min(SHOWN, Math.floor(key.length / 2)))
