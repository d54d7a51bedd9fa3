/**
 * Maximum number of subjects whose plans are kept, in memory and on the device, with `''` among them. The oldest leave
 * first.
 */
export const MAX_KNOWN_SUBJECTS = 50
