/** A whole number from 0 that a double holds exactly. */
export const isCount = (value: unknown): value is number =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is one
  Number.isSafeInteger(value) && (value as number) >= 0
