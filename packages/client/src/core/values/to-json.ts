import { ShadowModeError } from '../errors/shadow-mode-error.ts'
import { jsonPart } from './json-part.ts'

/**
 * Returns the JSON of a value with the forms of `jsonPart`. Throws with the code `oversize` as soon as the text is sure
 * to be longer than `maxLength`.
 */
export function toJson(value: unknown, maxLength: number = Infinity): string {
  let left = maxLength
  return JSON.stringify(value, function (this: Record<string, unknown>, key) {
    const part = jsonPart(this[key])
    left -= typeof part === 'string' ? part.length : 1
    if (left < 0) throw new ShadowModeError('oversize', 'A value is too long')
    return part
  })
}
