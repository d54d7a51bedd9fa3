import { isObject } from '../../core/guard/is-object.ts'
import { label, mustBe } from '../../core/guard/readers.ts'
import type { Prediction } from './prediction.ts'

const anyObject = mustBe(isObject, 'an object')

const check = (value: unknown, name: string) => {
  if (value !== undefined && value !== '') label(value, `predict.${name}`)
}

/**
 * Throws `InvalidOptionError` if the collector would reject the subject, the reference, the tags as a whole or a tag's
 * value. Empty strings and `null` count as absent.
 */
export function checkPredictOptions({ subject, reference, tags }: Prediction['options']): void {
  check(subject ?? '', 'subject')
  check(reference ?? '', 'reference')
  anyObject(tags ?? {}, 'predict.tags')
  for (const [name, tag] of Object.entries({ ...tags })) check(tag, `tags.${name}`)
}
