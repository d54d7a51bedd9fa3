/** Creates an error with a name. It is not a `DOMException`, because React Native has none. */
export const namedError = (name: 'AbortError' | 'TimeoutError', message: string): Error =>
  Object.assign(new Error(message), { name })
