import { copy } from '../../core/values/copy.ts'
import type { Answer } from './answer.ts'

/** Replaces the output of a shadow call's answer by a copy, which the model cannot mutate. Returns the answer. */
export function copyOutput<Output>(answer: Answer<Output>): Answer<Output> {
  answer.output = (answer.copied = copy(answer.output)).value
  return answer
}
