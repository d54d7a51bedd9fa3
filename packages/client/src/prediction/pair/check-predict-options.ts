import { label, object } from '../../core/guard/readers.ts'
import type { Prediction } from './prediction.ts'

const anyObject = object({}, true)

const check = (value: unknown, name: string) => {
  if (value !== undefined && value !== '') label(value, `predict.${name}`)
}

/** Throws `InvalidOptionError` for what the collector would refuse with the whole pair. Empty is absent, and so is `null`. */
export function checkPredictOptions({ subject, reference, tags }: Prediction['options']): void {
  check(subject ?? '', 'subject')
  check(reference ?? '', 'reference')
  anyObject(tags ?? {}, 'predict.tags')
  for (const [name, tag] of Object.entries({ ...tags })) check(tag, `tags.${name}`)
}
