import type { Bound } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { toError } from '../errors/to-error.ts'
import { mustBe, object, optional, type Read, text } from '../guard/readers.ts'

const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value)

const label = text(256)
const number = mustBe<number>(Number.isFinite, 'a number')

/** As protocol's `BoundSchema`, without its weight. */
const bound: Read<Bound> = object<Bound>(
  {
    id: label,
    path: label,
    min: optional(number),
    max: optional(number),
    oneOf: optional(
      mustBe(
        value => Array.isArray(value) && value.length <= 100 && value.every(isScalar),
        'at most 100 texts, numbers, booleans or nulls',
      ),
    ),
    maxDifference: optional(mustBe(value => Number.isFinite(value) && Number(value) >= 0, 'a number from 0')),
  },
  true,
)

function readBound(given: unknown, path: string): Bound {
  const read = bound(given, path)
  const { min = -Infinity, max = Infinity } = read
  if (max < min) throw new InvalidOptionError(`${path}.max`, 'a number that is not below min')
  return read
}

/**
 * Reads a plan's bounds, leaving out what it does not know; one that makes no sense is left out whole, and `onInvalid`
 * gets an `InvalidOptionError` that names the field. Apart from `completePlan`, which loads with the page.
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
