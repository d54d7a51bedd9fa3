import { copy } from '../../core/values/copy.ts'
import type { Answer } from './answer.ts'

/** Replaces the output of an answer by its copy, which is made unless there is one. Returns the answer. */
export function copyOutput<Output>(answer: Answer<Output>): Answer<Output> {
  answer.copied ??= copy(answer.output, true)
  answer.output = answer.copied.value
  return answer
}
