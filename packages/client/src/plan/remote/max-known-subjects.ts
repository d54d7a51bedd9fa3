/** As many subjects' plans are kept, in memory and on the device; the oldest go first, and are evaluated anew. */
export const MAX_KNOWN_SUBJECTS = 50
