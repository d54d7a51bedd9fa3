/** Says whether a value from outside has the shape that the code relies on. */
export type Guard<Value> = (value: unknown) => value is Value
