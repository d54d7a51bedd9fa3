import * as v from 'valibot'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/** A UUIDv7 (RFC 9562) in lower case. It starts with a timestamp, so ids sort by time. */
export const PairIdSchema: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.regex(UUID_V7, 'Expected a UUIDv7 in lower case'),
)

/** The name of an experiment: 1 to 100 letters, digits, `.`, `_` or `-`. It starts with a letter or a digit. */
export const ExperimentSchema: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.maxLength(100),
  v.regex(NAME, 'Expected letters, digits, ".", "_" or "-"'),
)

/** An ISO 8601 timestamp with `Z` or an offset, e.g. `2026-11-02T00:07:10.288Z`. */
export const TimestampSchema: v.GenericSchema<string> = v.pipe(v.string(), v.isoTimestamp())

/** A short text of 1 to 256 UTF-16 units. */
export const LabelSchema: v.GenericSchema<string> = v.pipe(v.string(), v.minLength(1), v.maxLength(256))
