import * as v from 'valibot'

/** A count: a whole number from 0 to 2^53 − 1. */
export const CountSchema: v.GenericSchema<number> = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
