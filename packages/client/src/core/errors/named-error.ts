/** Creates an error with a name. React Native has no `DOMException`. */
export const namedError = (name: 'AbortError' | 'TimeoutError', message: string): Error =>
  Object.assign(new Error(message), { name })
