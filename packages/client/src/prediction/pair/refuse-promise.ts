import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'

/** Throws for a promise, which `JSON.stringify` would turn into an empty object. Nobody else handles its rejection. */
export function refusePromise(value: unknown, field: string): void {
  if (!(value instanceof Promise)) return
  value.catch(() => undefined)
  throw new InvalidOptionError(field, 'a synchronous function')
}
