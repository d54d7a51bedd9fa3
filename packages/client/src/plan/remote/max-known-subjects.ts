/** The number of subjects whose plans are kept, in memory and on the device. The oldest are removed first. */
export const MAX_KNOWN_SUBJECTS = 50
