/** The most output paths that are compared. `report.cuts` counts the rest. */
export const MAX_PATHS = 200
/** The most distinct objects, arrays and leaves in all outputs, whether compared or not. */
export const MAX_NODES = 5_000
/** The longest output path, in UTF-16 code units. `report.cuts` counts what has a longer path. */
export const MAX_PATH_LENGTH = 1_000
/** The deepest nesting that is compared. `report.cuts` counts what is nested deeper. */
export const MAX_DEPTH = 32
/** The most elements of one array that are compared. `report.cuts` counts the rest. */
export const MAX_ELEMENTS = 1_000
/** The most values of all paths together. Each takes 20 to 25 bytes. `report.cuts` counts the rest. */
export const MAX_VALUES = 20_000_000
/** The most class labels in the confusion table of one path. Agreement still counts all labels. */
export const MAX_CLASSES = 50
/** The longest class label in a confusion table, in UTF-16 code units. */
export const MAX_LABEL_LENGTH = 200
/** The most versions, and the most model digests, that are listed for each model. */
export const MAX_VERSIONS = 100
