/** A text of 1 to `maxLength` UTF-16 units. */
export const isText = (value: unknown, maxLength: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= maxLength
