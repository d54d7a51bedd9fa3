import { label, mustBe } from '../guard/readers.ts'
import type { Prediction } from './prediction.ts'

/** Neither a list nor a date, which the collector would not take. */
const record = mustBe(value => Object.prototype.toString.call(value) === '[object Object]', 'an object')

const check = (value: unknown, name: string) => {
  if (value !== undefined && value !== '') label(value, `predict.${name}`)
}

/** Throws `InvalidOptionError` for what the collector would refuse with the whole pair. Empty is absent, and so is `null`. */
export function checkPredictOptions({ subject, reference, tags }: Prediction['options']): void {
  check(subject ?? '', 'subject')
  check(reference ?? '', 'reference')
  record(tags ?? {}, 'predict.tags')
  for (const [name, tag] of Object.entries({ ...tags })) check(tag, `tags.${name}`)
}
