/** The variants of the demo's flag. */
export const FLAG_MODES = ['off', 'shadow', 'canary'] as const

export type FlagMode = (typeof FLAG_MODES)[number]
