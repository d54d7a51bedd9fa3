import { ShadowModeError } from '../../core/errors/shadow-mode-error.ts'
import type { Copied } from '../../core/values/copy.ts'

/**
 * Returns a copy. Throws if there is none, or if it is not faithful. `code` is the code of the error and the reason of
 * the drop, unless the value is beyond the limits. The error names the value, which is called `name`, but does not
 * contain it.
 */
export function takeCopy<Value>(
  { value, fault, other = '', error }: Copied<Value>,
  name: string,
  code: 'unclonable' | 'record',
  isFaithful = true,
): Value {
  if (isFaithful && fault === undefined) return value
  throw new ShadowModeError(
    error instanceof RangeError ? 'oversize' : code,
    `${name}${(fault ?? other).slice(0, 100)} cannot be copied`,
    { cause: error },
  )
}
