/** Maximum number of output paths that are compared. `report.cuts` counts the leaves of further paths. */
export const MAX_PATHS = 200
/**
 * Maximum number of distinct paths below the root in all outputs, including paths of objects and arrays and paths that
 * are not compared. `report.cuts` counts what is at further paths.
 */
export const MAX_NODES = 5_000
/** Maximum length of an output path, in UTF-16 code units. `report.cuts` counts what has a longer path. */
export const MAX_PATH_LENGTH = 1_000
/**
 * Maximum nesting depth that is compared. `report.cuts` counts the objects and arrays at this depth, not their
 * contents.
 */
export const MAX_DEPTH = 32
/** Maximum length of an array of numbers that is compared position by position. A longer one is compared as a list. */
export const MAX_POSITIONS = 64
/** Maximum number of elements of one array that are compared. `report.cuts` counts the rest. */
export const MAX_ELEMENTS = 1_000
/** Maximum number of leaves with a value on both sides, over all paths and pairs. `report.cuts` counts the rest. */
export const MAX_VALUES = 20_000_000
/**
 * Maximum number of class labels in the confusion table of one path. A path with more labels has no table, no kappa and
 * no McNemar test. Its agreement counts all labels.
 */
export const MAX_CLASSES = 50
/**
 * Maximum length of a string in a confusion table, in UTF-16 code units. A longer one has the effect of too many
 * labels.
 */
export const MAX_LABEL_LENGTH = 200
/**
 * Maximum number of versions listed for each model, and of digests. `report.cuts` counts how often further ones occur.
 */
export const MAX_VERSIONS = 100
