import { copy } from '../../core/values/copy.ts'
import type { Answer } from './answer.ts'

/** Copies the output of an answer, unless that was done before, and replaces it by the copy. Returns the answer. */
export function copyOutput<Output>(answer: Answer<Output>): Answer<Output> {
  answer.copied ??= copy(answer.output, true)
  answer.output = answer.copied.value
  return answer
}
