/** As JavaScript coerces: JsonLogic takes any value where it wants text. */
export const toText = (value: unknown): string => String(value)
