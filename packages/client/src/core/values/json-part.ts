import { ShadowModeError } from '../errors/shadow-mode-error.ts'
import { kindOf } from './kind-of.ts'

/** Longer lists would block the page. */
const MAX_ELEMENTS = 2_000_000

/**
 * Returns the JSON form of a value: that of `JSON.stringify`, except that a typed array, a `Map` and a `Set` are
 * arrays, and a `BigInt` is a number if that is exact and otherwise a decimal string. The parts of an object keep their
 * own form. A `toJSON` that the page has added to a built-in class, as old libraries do, changes nothing.
 *
 * Throws with the code `oversize` for a list of more than 2,000,000 elements.
 */
export function jsonPart(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`
  const it = Object(value)
  if (it !== value) return value
  const kind = kindOf(it)
  if (kind === 'Date') return Number.isFinite(+it) ? it.toISOString() : null
  // Some built-in classes have a method of their own, such as `DOMRect`. The page cannot add one with this text.
  const hasOwnForm = !kind || /toJSON\(\) {\s*\[native/.test(it.toJSON)
  if (hasOwnForm) return typeof it.toJSON === 'function' ? it.toJSON() : it
  if (kind === 'Object' || !it.forEach) return it
  if ((it.size ?? it.length) > MAX_ELEMENTS) throw new ShadowModeError('oversize', 'A value is too long')
  return [...it]
}
