import type { Bound } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { toError } from '../../core/errors/to-error.ts'
import { label, mustBe, object, optional, type Read } from '../../core/guard/readers.ts'

const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value)

const number = mustBe<number>(Number.isFinite, 'a number')

/** Same rules as `BoundSchema` in the protocol package, which is too large for the client. */
const bound: Read<Bound> = object<Bound>({
  id: label,
  path: label,
  min: optional(number),
  max: optional(number),
  oneOf: optional(
    mustBe(
      value => Array.isArray(value) && value.length <= 100 && value.every(isScalar),
      'at most 100 scalars',
    ),
  ),
  maxDifference: optional(
    mustBe(value => typeof value === 'number' && value >= 0 && value < Infinity, 'at least 0'),
  ),
})

function readBound(given: unknown, path: string): Bound {
  const read = bound(given, path)
  const { min, max, oneOf, maxDifference } = read
  if ((min ?? max ?? oneOf ?? maxDifference) === undefined)
    throw new InvalidOptionError(path, 'min, max, oneOf or maxDifference')
  // `Number(undefined)` is NaN, so the comparison is false if one is absent.
  if (Number(max) < Number(min)) throw new InvalidOptionError(`${path}.max`, 'at least min')
  return read
}

/**
 * Reads the bounds of a plan. Omits invalid bounds, and calls `onInvalid` with an `InvalidOptionError` that names the
 * field. Invalid are also a bound without a limit, with an unknown field, or with `max` below `min`. `completePlan` does
 * not do this, because it loads with the page.
 */
export function completeBounds(
  given: readonly unknown[],
  path: string,
  onInvalid: (error: Error) => void,
): Bound[] {
  return given.flatMap((item, n) => {
    try {
      return readBound(item, `${path}.${n}`)
    } catch (error) {
      onInvalid(toError(error))
      return []
    }
  })
}
