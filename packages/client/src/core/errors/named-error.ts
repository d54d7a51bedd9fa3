/** An error known by its name. Not a `DOMException`, which React Native does not have. */
export const namedError = (name: 'AbortError' | 'TimeoutError', message: string): Error =>
  Object.assign(new Error(message), { name })
