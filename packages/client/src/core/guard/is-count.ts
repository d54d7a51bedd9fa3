/** Guards a non-negative safe integer. */
export const isCount = (value: unknown): value is number =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- isSafeInteger accepts only numbers
  Number.isSafeInteger(value) && (value as number) >= 0
