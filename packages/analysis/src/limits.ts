/** Distinct output paths that are compared; further ones are counted in `report.cuts`. */
export const MAX_PATHS = 200
/** Objects, arrays and leaves of all outputs that are told apart, compared or not. */
export const MAX_NODES = 5_000
/** Length of an output path, in UTF-16 units; what a longer one names is counted in `report.cuts`. */
export const MAX_PATH_LENGTH = 1_000
/** Nesting of an output; what lies deeper is counted in `report.cuts`. */
export const MAX_DEPTH = 32
/** Elements of one array that are compared; the rest is counted in `report.cuts`. */
export const MAX_ELEMENTS = 1_000
/** Values of all paths together, 20 to 25 bytes each; the rest is counted in `report.cuts`. */
export const MAX_VALUES = 20_000_000
/** Class labels of one path in its confusion table; agreement still sees all of them. */
export const MAX_CLASSES = 50
/** Longest class, in UTF-16 units, that the confusion table holds. */
export const MAX_LABEL_LENGTH = 200
/** Distinct versions, and model digests, that are listed for each model. */
export const MAX_VERSIONS = 100
