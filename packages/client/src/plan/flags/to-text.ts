/** Coerces to a string as JavaScript does, because JsonLogic accepts any value as text. */
export const toText = (value: unknown): string => String(value)
