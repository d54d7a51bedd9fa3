import type { Bound } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { toError } from '../../core/errors/to-error.ts'
import { label, mustBe, object, optional, type Read } from '../../core/guard/readers.ts'

const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value)

const number = mustBe<number>(Number.isFinite, 'a number')

/** As protocol's `BoundSchema`, without its weight. */
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
    mustBe(value => typeof value === 'number' && value >= 0 && value < Infinity, 'a number from 0'),
  ),
})

function readBound(given: unknown, path: string): Bound {
  const read = bound(given, path)
  const { min, max, oneOf, maxDifference } = read
  if ((min ?? max ?? oneOf ?? maxDifference) === undefined) throw new InvalidOptionError(path, 'a limit')
  // False where one of them is absent.
  if (Number(max) < Number(min)) throw new InvalidOptionError(`${path}.max`, 'at least min')
  return read
}

/**
 * Reads a plan's bounds. One that makes no sense, limits nothing, or says what this version does not know is left out
 * whole, and `onInvalid` gets an `InvalidOptionError` that names the field. Apart from `completePlan`, which loads with
 * the page.
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
