import type { Bound } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { isText } from '../guard/is-text.ts'

type Given = Record<string, unknown>

const isLabel = (value: unknown) => isText(value, 256)
const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** As protocol's `BoundSchema`, without its weight. */
const FIELDS: Record<keyof Bound, [expected: string, fits: (value: unknown, bound: Given) => boolean]> = {
  id: ['1 to 256 characters', isLabel],
  path: ['1 to 256 characters', isLabel],
  min: ['a number', Number.isFinite],
  max: [
    'a number that is not below min',
    (value, { min }) => Number.isFinite(value) && !(Number(value) < Number(min)),
  ],
  oneOf: [
    'at most 100 texts, numbers, booleans or nulls',
    value => Array.isArray(value) && value.length <= 100 && value.every(isScalar),
  ],
  maxDifference: ['a number from 0', value => Number.isFinite(value) && Number(value) >= 0],
}

/**
 * Reads a plan's bounds, leaving out what it does not know. Throws `InvalidOptionError` that names the field. Apart from
 * `completePlan`, which loads with the page.
 */
export function completeBounds(given: readonly unknown[], path: string): Bound[] {
  return given.map((item, n) => {
    const bound: Given = Object(item)
    const kept: Given = {}
    for (const [name, [expected, fits]] of Object.entries(FIELDS)) {
      const value = bound[name]
      if (value === undefined && fits !== isLabel) continue
      if (!fits(value, bound)) throw new InvalidOptionError(`${path}.${n}.${name}`, expected)
      kept[name] = value
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field was read
    return kept as unknown as Bound
  })
}
